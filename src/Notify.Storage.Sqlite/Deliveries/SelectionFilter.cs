using System.Globalization;
using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>Turns a selection into conditions, and sees to it that an index answers them.</summary>
internal static class SelectionFilter
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/selection");

    /// <summary>The conditions, with the index to be used where the planner could not know.</summary>
    /// <param name="selection">Which deliveries.</param>
    /// <param name="state">Those in this state only.</param>
    /// <param name="byState">Whether so few are in that state that they are best found by it.</param>
    public static string Of(DeliverySelection selection, DeliveryState? state, bool byState)
    {
        var terms = new List<string>();
        Add(terms, selection.NotificationId is not null, "notification");
        Add(terms, selection.DeliveryId is not null, "delivery");
        Add(terms, selection.ContactId is not null, "contact");
        Add(terms, selection.CorrelationId is not null, "correlation");
        Add(terms, selection.CampaignId is not null, "campaign");

        // With something narrower to look by, the tenant is only checked; a '+' keeps its index out of the plan.
        var isNarrow = terms.Count > 0;
        var index = "";
        if (state is { } wanted)
        {
            terms.Add(string.Create(CultureInfo.InvariantCulture, $"d.state = {(int)wanted}"));
            index = isNarrow || !byState ? "" : UseStateIndex(terms, wanted);
        }

        terms.Add(Sql[isNarrow || index.Length > 0 && state < DeliveryState.Failed ? "tenant_checked" : "tenant"]);
        Add(terms, selection.Domain is not null, "domain");
        Add(terms, selection.Channel is not null, "channel");
        Add(terms, selection.QueuedFrom is not null, "queued_from");
        Add(terms, selection.QueuedBefore is not null, "queued_before");
        return $"{index} WHERE {string.Join(" AND ", terms)}";
    }

    public static Statement Bind(Statement statement, DeliverySelection selection)
    {
        statement.Bind(1, selection.Tenant);
        if (selection.NotificationId is { } notification)
        {
            var (first, last) = IdRange.Of(notification);
            statement.Bind(2, first).Bind(3, last);
        }

        if (selection.DeliveryId is { } delivery)
        {
            statement.Bind(4, delivery);
        }

        if (selection.ContactId is { } contact)
        {
            statement.Bind(5, contact);
        }

        if (selection.CorrelationId is { } correlation)
        {
            statement.Bind(6, correlation);
        }

        if (selection.CampaignId is { } campaign)
        {
            statement.Bind(7, campaign);
        }

        if (selection.Domain is { } domain)
        {
            statement.Bind(8, domain);
        }

        if (selection.Channel is { } channel)
        {
            statement.Bind(11, channel.Name);
        }

        if (selection.QueuedFrom is { } from)
        {
            statement.Bind(12, StoreTime.Ceiling(from));
        }

        return selection.QueuedBefore is { } before ? statement.Bind(13, StoreTime.Ceiling(before)) : statement;
    }

    private static string UseStateIndex(List<string> terms, DeliveryState state)
    {
        switch (state)
        {
            case DeliveryState.Queued:
                terms.Add(Sql["tenant_flows"]);
                return " INDEXED BY delivery_queued";
            case DeliveryState.Claimed or DeliveryState.Sending:
                terms.Add(Sql["held"]);
                return " INDEXED BY delivery_held";
            case >= DeliveryState.Failed:
                terms.Add(Sql["ended"]);
                return " INDEXED BY delivery_ended";
            default:
                return "";
        }
    }

    private static void Add(List<string> terms, bool isGiven, string name)
    {
        if (isGiven)
        {
            terms.Add(Sql[name]);
        }
    }
}

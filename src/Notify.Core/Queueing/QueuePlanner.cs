using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Plans;
using Notify.Templates;

namespace Notify.Queueing;

/// <summary>Stage 1: validates, normalises, resolves templates, checks opt-outs and expands the channel plan. Stores nothing but new contacts.</summary>
internal sealed class QueuePlanner(
    ContactAdding contacts, TemplateCatalog catalog, ChannelChoice choice, TimeToLiveWarning warning, IOptions<QueueingOptions> options, TimeProvider time)
{
    /// <summary>The domain of plain content that names none.</summary>
    public const string DefaultDomain = "general";

    private readonly Market? _home = Markets.Find(options.Value.DefaultRegion);

    public async Task<IReadOnlyList<QueuePlan>> PlanAsync(
        IReadOnlyCollection<Notification> notifications, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        await catalog.RefreshIfDueAsync(cancellationToken).ConfigureAwait(false);
        var set = new DraftSet(notifications, _home);
        if (set.Keys.Count == 0)
        {
            return [.. set.Drafts.Select(static d => new QueuePlan(d.Notification, d.Errors, null))];
        }

        var lookup = await contacts.FindOrAddAsync(set.Keys, transaction, cancellationToken).ConfigureAwait(false);
        var routes = new RouteBook(FindRoute);
        if (HasUnknown(set, lookup, routes))
        {
            // A template saved a moment ago by another process is not an unknown one.
            await catalog.RefreshAsync(cancellationToken).ConfigureAwait(false);
            routes.Clear();
        }

        return Plan(set, lookup, routes);
    }

    /// <summary>What a notification would wait in line as.</summary>
    public static FlowKey Flow(Notification notification, Channel channel, string account, Template? template) => new(
        notification.Tenant, channel, account, notification.AnswerDomain ?? template?.Domain ?? notification.Domain ?? DefaultDomain, template?.Key ?? "", notification.Priority);

    /// <summary>Checks times against the store's clock.</summary>
    public static void CheckTimes(Notification notification, DateTimeOffset now, List<NotificationError> errors)
    {
        if (notification.ExpiresAt is { } expires && (expires <= now || expires <= notification.NotBefore))
        {
            errors.Add(new(
                "ExpiresAt",
                NotificationErrorCodes.ExpiryPast,
                expires <= now ? "It has passed; give a later time, or do not send this any more." : "It is not after NotBefore; give a later time."));
        }
    }

    private bool HasUnknown(DraftSet set, ContactLookup lookup, RouteBook routes)
    {
        foreach (var draft in set.Drafts)
        {
            if (draft.ContactPlace < 0 || draft.Notification is { TemplateKey: null, WindowTemplate: null })
            {
                continue;
            }

            var contact = lookup.Contacts[draft.ContactPlace]!;
            var plan = choice.PlanOf(draft.Notification, contact);
            var channels = ChannelChoice.All(plan);
            for (var i = 0; i < channels.Count; i++)
            {
                var account = choice.AccountOf(draft.Notification, plan, channels[i]);
                if (routes.Get(draft.Notification, channels[i], account, contact) is { Error: null } route
                    && (draft.Notification.TemplateKey is null ? route is { WantsSubstitute: true, Substitute: null } : route.Template is null))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private Route FindRoute(Notification notification, Channel channel, string? account, Contact contact)
    {
        var (sender, error) = choice.Choose(notification, channel, account);
        if (error is not null)
        {
            return new Route(error, null, null);
        }

        var resolved = choice.Resolve(notification, channel, sender!.Account, contact);
        return new Route(null, resolved, Flow(notification, channel, sender.Account, resolved?.Template))
        {
            WantsSubstitute = ChannelChoice.WantsSubstitute(notification, sender),
            Substitute = choice.ResolveSubstitute(notification, sender, contact),
        };
    }

    private QueuePlan[] Plan(DraftSet set, ContactLookup lookup, RouteBook routes)
    {
        var plans = new QueuePlan[set.Drafts.Length];
        var ids = new IdSource(time, plans.Length);
        var errors = new List<NotificationError>();
        using var payloads = new PayloadWriter(plans.Length);
        for (var i = 0; i < plans.Length; i++)
        {
            var draft = set.Drafts[i];
            if (draft.ContactPlace < 0)
            {
                plans[i] = new QueuePlan(draft.Notification, draft.Errors, null);
                continue;
            }

            errors.Clear();
            CheckTimes(draft.Notification, lookup.Now, errors);
            var planned = Plan(draft, lookup.Contacts[draft.ContactPlace]!, routes, ids, payloads, errors);
            plans[i] = new QueuePlan(draft.Notification, planned is null ? [.. errors] : [], planned);
        }

        return plans;
    }

    // Null where something is wrong; what is then in the list.
    private NewNotification? Plan(
        in Draft draft, Contact contact, RouteBook routes, IdSource ids, PayloadWriter payloads, List<NotificationError> errors)
    {
        var notification = draft.Notification;
        var id = ids.Next();
        var plan = choice.PlanOf(notification, contact);
        var channels = ChannelChoice.All(plan);
        var optOuts = new OptOutView(notification, plan, contact);
        var payload = payloads.Write(draft.Address, notification, plan.Channels.Count);

        // The fallback is on its own by the time it is worked on.
        var first = optOuts.Fallback is null ? payload : payloads.Write(draft.Address, notification, hasFallback: true);
        var deliveries = new NewDelivery[channels.Count];
        for (var i = 0; i < deliveries.Length; i++)
        {
            var route = routes.Get(notification, channels[i], choice.AccountOf(notification, plan, channels[i]), contact);
            if (route.Error is not null)
            {
                errors.Add(route.Error);
                continue;
            }

            if (notification.TemplateKey is not null)
            {
                TemplateCheck.Check(notification, channels[i], route.Template, errors, isAlone: channels.Count == 1);
            }
            else if (route.WantsSubstitute)
            {
                TemplateCheck.CheckSubstitute(notification, channels[i], route.Substitute, errors);
            }

            deliveries[i] = Delivery(notification, optOuts, contact, id, i, route, i == 0 ? first : payload);
        }

        if (channels.Count > 1 && notification.TemplateKey is not null)
        {
            TemplateCheck.Extra(notification, TemplatesOf(notification, plan, channels, routes, contact), errors);
        }

        if (errors.Count > 0)
        {
            return null;
        }

        if (plan.Fallback is { } fallback)
        {
            warning.Check(routes.Get(notification, channels[0], choice.AccountOf(notification, plan, channels[0]), contact).Template?.Template, fallback);
        }

        return new NewNotification
        {
            Id = id,
            Tenant = notification.Tenant,
            IdempotencyKey = notification.IdempotencyKey,
            ContentHash = notification.IdempotencyKey is null ? 0 : payloads.Hash(payload.Span, notification.TemplateKey),
            Deliveries = deliveries,
        };
    }

    // By itself, as a closure would be made for each notification that has the one channel.
    private ResolvedTemplate?[] TemplatesOf(Notification notification, ChannelPlan plan, IReadOnlyList<Channel> channels, RouteBook routes, Contact contact) =>
        [.. channels.Select(c => routes.Get(notification, c, choice.AccountOf(notification, plan, c), contact).Template)];

    private static NewDelivery Delivery(
        Notification notification, OptOutView optOuts, Contact contact, Guid notificationId, int index, Route route, ReadOnlyMemory<byte> payload)
    {
        var isFallback = optOuts.IsFallback(index);
        var blocked = optOuts.ReasonOf(index);
        return new NewDelivery
        {
            Id = Ids.Delivery(notificationId, index + 1),
            ContactId = contact.Id,
            Flow = route.Flow!,
            State = blocked is not null ? DeliveryState.Blocked : isFallback ? DeliveryState.Held : DeliveryState.Queued,
            Reason = blocked,
            Fallback = !isFallback && optOuts.Fallback is { } fallback
                ? new FallbackRule(Ids.Delivery(notificationId, index + 2), fallback.After, fallback.UnsentAfter)
                : null,
            NotBefore = notification.NotBefore,
            ExpiresAt = notification.ExpiresAt,
            TemplateVersion = (route.Template ?? route.Substitute)?.Template.Version ?? 0,
            Locale = (route.Template ?? route.Substitute)?.Template.Locale ?? notification.Locale,
            CorrelationId = notification.CorrelationId,
            CampaignId = notification.CampaignId,
            TraceParent = Activity.Current?.Id,
            Payload = contact.IsErased ? default : payload,
        };
    }
}

using Notify.Deliveries;
using Notify.Inbox;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Inbox;

/// <summary>What people wrote.</summary>
internal sealed class InboundTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Inbox/inbound");

    private readonly Statement _add = connection.Prepare(Sql["add"]);
    private readonly Statement _due = connection.Prepare(Sql["due"]);
    private readonly Statement _claim = connection.Prepare(Sql["claim"]);
    private readonly Statement _settle = connection.Prepare(Sql["settle"]);
    private readonly Statement _page = connection.Prepare(Sql["page"]);
    private readonly Statement _count = connection.Prepare(Sql["count"]);
    private readonly Statement _countDead = connection.Prepare(Sql["count_dead"]);
    private readonly Statement _retry = connection.Prepare(Sql["retry"]);
    private readonly Statement _erase = connection.Prepare(Sql["erase"]);
    private readonly Statement _removeOld = connection.Prepare(Sql["remove_old"]);

    /// <summary>Stores a message, where it is not known.</summary>
    /// <param name="message">The message.</param>
    /// <param name="now">The store's time.</param>
    /// <param name="isErased">Whether it came before its person was erased: stored empty, and nobody handles it.</param>
    public bool TryAdd(NewInbound message, long now, bool isErased) => _add
        .Bind(1, message.Id).Bind(2, message.Tenant).Bind(3, message.ContactId).Bind(4, message.Channel.Name).Bind(5, message.Account)
        .Bind(6, isErased ? null : message.ProviderMessageId).Bind(7, message.Kind).Bind(8, message.SentAt is { } at ? StoreTime.Floor(at) : null).Bind(9, now)
        .Bind(10, isErased ? [] : message.Content.Span).Bind(11, isErased ? [] : message.Raw.Span)
        .Bind(12, (long)(isErased ? InboxState.Done : InboxState.Waiting)).Bind(13, isErased ? Reasons.Erased : null).Change() > 0;

    public List<ClaimedInbound> Claim(int limit, long lease, long until, long now)
    {
        var claimed = new List<ClaimedInbound>();
        _due.Bind(1, now).Bind(2, limit);
        while (_due.Step())
        {
            claimed.Add(new ClaimedInbound(
                _due.Id(0),
                _due.Text(1),
                _due.Id(2),
                _due.Bytes(3).ToArray(),
                _due.Bytes(4).ToArray(),
                StoreTime.ToTime(_due.Number(5)),
                (int)_due.Number(6) + 1,
                (int)_due.Number(7)));
        }

        claimed.ForEach(m => _claim.Bind(1, m.Id).Bind(2, lease).Bind(3, until).Run());
        return claimed;
    }

    public void Settle(Guid id, long lease, InboxVerdict verdict, long now) => _settle
        .Bind(1, id).Bind(2, lease).Bind(3, (long)verdict.State).Bind(4, verdict.Reason)
        .Bind(5, now + StoreTime.Length(verdict.RetryIn)).Bind(6, verdict.CostsAttempt ? 0 : 1).Run();

    public InboundPage Page(InboundSelection selection, int limit, long before)
    {
        var rows = new List<InboundRecord>();
        WithFilter(_page.Bind(1, selection.Tenant).Bind(2, before), selection).Bind(5, (long?)selection.State).Bind(6, limit);
        while (_page.Step())
        {
            rows.Add(Read(_page));
        }

        return new InboundPage(rows, rows.Count == limit ? rows[^1].Number : null);
    }

    public long Count() => _count.Number() ?? 0;

    public long CountDead() => _countDead.Number() ?? 0;

    /// <summary>Lets dead ones be tried again.</summary>
    /// <returns>Which, with their contacts.</returns>
    public List<(Guid Id, Guid ContactId)> Retry(InboundSelection selection, long now)
    {
        var retried = new List<(Guid Id, Guid ContactId)>();
        WithFilter(_retry.Bind(1, selection.Tenant).Bind(2, now), selection).Bind(5, (long?)selection.State);
        while (_retry.Step())
        {
            retried.Add((_retry.Id(0), _retry.Id(1)));
        }

        return retried;
    }

    /// <summary>Empties a person's messages; nobody handles them any more.</summary>
    public void Erase(Guid contactId, string reason) => _erase.Bind(1, contactId).Bind(2, reason).Run();

    /// <summary>Removes what came before a time and waits for nobody.</summary>
    /// <returns>How many went.</returns>
    public int RemoveOld(long before, int limit) => _removeOld.Bind(1, before).Bind(2, limit).Change();

    private static Statement WithFilter(Statement statement, InboundSelection selection)
    {
        _ = selection.Id is { } id ? statement.Bind(3, id) : statement.BindNull(3);
        statement.Bind(7, Ceiling(selection.ReceivedFrom)).Bind(8, Ceiling(selection.ReceivedBefore));
        return selection.ContactId is { } contact ? statement.Bind(4, contact) : statement.BindNull(4);
    }

    private static long? Ceiling(DateTimeOffset? time) => time is { } given ? StoreTime.Ceiling(given) : null;

    private static InboundRecord Read(Statement row) => new()
    {
        Id = row.Id(0),
        Number = row.Number(14),
        Tenant = row.Text(1),
        ContactId = row.Id(2),
        Channel = new Channel(row.Text(3)),
        Account = row.Text(4),
        ProviderMessageId = row.TextOrNull(5),
        Kind = row.Text(6),
        SentAt = StoreTime.ToTime(row.NumberOrNull(7)),
        ReceivedAt = StoreTime.ToTime(row.Number(8)),
        State = (InboxState)row.Number(9),
        Attempts = (int)row.Number(10),
        Reason = row.TextOrNull(11),
        Content = row.Bytes(12).ToArray(),
        Raw = row.Bytes(13).ToArray(),
    };
}

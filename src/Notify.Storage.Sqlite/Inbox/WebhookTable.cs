using Notify.Inbox;
using Notify.Storage.Sqlite.Database;
using Notify.Webhooks;

namespace Notify.Storage.Sqlite.Inbox;

/// <summary>Webhooks as they came, until they are worked on.</summary>
internal sealed class WebhookTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Inbox/webhook");

    private readonly Statement _add = connection.Prepare(Sql["add"]);
    private readonly Statement _due = connection.Prepare(Sql["due"]);
    private readonly Statement _claim = connection.Prepare(Sql["claim"]);
    private readonly Statement _remove = connection.Prepare(Sql["remove"]);
    private readonly Statement _settle = connection.Prepare(Sql["settle"]);
    private readonly Statement _waitingSince = connection.Prepare(Sql["waiting_since"]);
    private readonly Statement _oldest = connection.Prepare(Sql["oldest"]);
    private readonly Statement _count = connection.Prepare(Sql["count"]);
    private readonly Statement _countDead = connection.Prepare(Sql["count_dead"]);
    private readonly Statement _dead = connection.Prepare(Sql["dead"]);
    private readonly Statement _retry = connection.Prepare(Sql["retry"]);
    private readonly Statement _retryAll = connection.Prepare(Sql["retry_all"]);
    private readonly Statement _removeOld = connection.Prepare(Sql["remove_old"]);

    public void Add(NewWebhook webhook, long now) => _add
        .Bind(1, webhook.Channel.Name).Bind(2, webhook.Webhook.Reader).Bind(3, webhook.Webhook.Route).Bind(4, now).Bind(5, webhook.Webhook.Body.Span).Run();

    public List<ClaimedWebhook> Claim(InboxClaim claim, long lease, long until, long now)
    {
        var claimed = new List<ClaimedWebhook>();
        var bytes = 0L;
        _due.Bind(1, now).Bind(2, claim.Limit);
        while (_due.Step())
        {
            bytes += _due.Bytes(6).Length;
            if (bytes > claim.MostBytes && claimed.Count > 0)
            {
                _due.Reset();
                break;
            }

            claimed.Add(new ClaimedWebhook(
                _due.Number(0), new Channel(_due.Text(1)), Given(_due), StoreTime.ToTime(_due.Number(4)), (int)_due.Number(5) + 1, (int)_due.Number(7),
                (int)_due.Number(8)));
        }

        claimed.ForEach(w => _claim.Bind(1, w.Number).Bind(2, lease).Bind(3, until).Run());
        return claimed;
    }

    /// <summary>Removes one that is done, where it is still held.</summary>
    /// <returns>When it was stored; null where it is not.</returns>
    public long? Remove(long number, long lease) => _remove.Bind(1, number).Bind(2, lease).Number();

    public void Settle(long number, long lease, InboxVerdict verdict, long now) => _settle
        .Bind(1, number).Bind(2, lease).Bind(3, (long)verdict.State).Bind(4, verdict.Reason)
        .Bind(5, now + StoreTime.Length(verdict.RetryIn)).Bind(6, verdict.CostsAttempt ? 0 : 1).Bind(7, verdict.CountsRefusal ? 1 : 0).Run();

    /// <summary>When the oldest of a channel that waits, and was not tried too often, was stored.</summary>
    public DateTimeOffset? WaitingSince(Channel channel) => StoreTime.ToTime(_waitingSince.Bind(1, channel.Name).Number());

    public DateTimeOffset? Oldest() => StoreTime.ToTime(_oldest.Number());

    public long Count() => _count.Number() ?? 0;

    public long CountDead() => _countDead.Number() ?? 0;

    public List<DeadWebhook> Dead(long before, int limit)
    {
        var dead = new List<DeadWebhook>();
        _dead.Bind(1, before).Bind(2, limit);
        while (_dead.Step())
        {
            dead.Add(new DeadWebhook(
                _dead.Number(0), new Channel(_dead.Text(1)), Given(_dead), StoreTime.ToTime(_dead.Number(4)), (int)_dead.Number(5), _dead.Text(7)));
        }

        return dead;
    }

    /// <summary>Lets dead ones be tried again.</summary>
    /// <returns>Which.</returns>
    public List<long> Retry(IReadOnlyList<long>? numbers, long now)
    {
        if (numbers is not null)
        {
            return [.. numbers.Where(n => _retry.Bind(1, n).Bind(2, now).Change() > 0)];
        }

        var retried = new List<long>();
        _retryAll.Bind(1, now);
        while (_retryAll.Step())
        {
            retried.Add(_retryAll.Number(0));
        }

        return retried;
    }

    /// <summary>Removes dead ones that came before a time.</summary>
    /// <returns>How many went.</returns>
    public int RemoveOld(long before, int limit) => _removeOld.Bind(1, before).Bind(2, limit).Change();

    private static ReceivedWebhook Given(Statement row) => new(row.Text(2), row.Text(3), row.Bytes(6).ToArray());
}

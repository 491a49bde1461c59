using Notify.Deliveries;
using Notify.Outcomes;
using Notify.Receipts;
using Notify.Sending;
using Xunit;

namespace Notify.Testing.Conformance.Support;

/// <content>Maintenance and receipts.</content>
internal sealed partial class Work
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public static UnconfirmedPolicy Auto { get; } = new(UnconfirmedAction.Auto, Window, 5);

    public static RecoveryRequest Recovery(UnconfirmedPolicy? policy = null, int limit = 100) =>
        new(limit, policy ?? Auto, new Dictionary<(string?, Channel, string), UnconfirmedPolicy>());

    public Task<RecoveryReport> RecoverAsync(UnconfirmedPolicy? policy = null) => Store.Queue.RecoverAsync(Recovery(policy), default);

    /// <summary>Maintenance until it says that there is no more; that it never says so is a failure.</summary>
    public async Task<IReadOnlyList<RecoveryReport>> RecoverAllAsync(RecoveryRequest request)
    {
        var reports = new List<RecoveryReport>();
        do
        {
            Assert.True(reports.Count < 100, "RecoverAsync keeps saying that there is more.");
            reports.Add(await Store.Queue.RecoverAsync(request, default));
        }
        while (reports[^1].HasMore);
        return reports;
    }

    public static ReceiptUpdate Update(Guid id, int send, ReceiptStatus status, Settlement? onFailure = null, string account = Account)
    {
        var failed = status == ReceiptStatus.Failed;
        var receipt = new Receipt
        {
            Channel = Channel.WhatsApp,
            Account = account,
            Reference = new SendReference(id, send),
            Status = status,
            ProviderMessageId = $"wamid.{send}",
            Failure = failed ? Outcome.Rejected("131026", "undeliverable") : null,
        };
        return new ReceiptUpdate(receipt, failed ? onFailure ?? Settlement.Fail(id, send, Reasons.ProviderRejected, "131026", "undeliverable") : null);
    }

    public async Task<ReceiptEffect> ReceiveAsync(Guid id, int send, ReceiptStatus status, Settlement? onFailure = null, string account = Account) =>
        Assert.Single(await Store.Receipts.ApplyAsync([Update(id, send, status, onFailure, account)], default));

    /// <summary>A receipt that is nobody's comes for an account: its webhooks work.</summary>
    public async Task<ReceiptEffect> WebhookArrivesAsync(string account = Account, Channel? channel = null)
    {
        var receipt = new Receipt { Channel = channel ?? Channel.WhatsApp, Account = account, Status = ReceiptStatus.Delivered, ProviderMessageId = "wamid.x" };
        return Assert.Single(await Store.Receipts.ApplyAsync([new ReceiptUpdate(receipt, null)], default));
    }

    /// <summary>Webhooks of the account come for a while: one at the end of every minute, and one at the very end.</summary>
    public async Task WebhooksComeForAsync(TimeSpan period)
    {
        var end = Now + period;
        while (Now < end)
        {
            var step = end - Now;
            await AdvanceAsync(step < TimeSpan.FromMinutes(1) ? step : TimeSpan.FromMinutes(1));
            await WebhookArrivesAsync();
        }
    }
}

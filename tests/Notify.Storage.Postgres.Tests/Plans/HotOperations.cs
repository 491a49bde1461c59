using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Gates;
using Notify.Limits;
using Notify.Receipts;
using Notify.Sending;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing.Conformance;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>What workers, apps, webhooks and operators ask of the store about single deliveries and batches of them.</summary>
/// <param name="store">The store, with the rows of <see cref="BigTables"/>.</param>
/// <param name="finished">Some ids of deliveries that are no longer live.</param>
internal sealed class HotOperations(StoragePorts store, IReadOnlyList<Guid> finished)
{
    private const string Tenant = "tenant-1";

    private static readonly UnconfirmedPolicy Auto = new(UnconfirmedAction.Auto, TimeSpan.FromMinutes(5), 5);
    private static readonly CommandInfo Info = new("claire", "asked for");

    public async Task RunAsync()
    {
        // So that marks look for people who have not heeded theirs.
        await store.Contacts.SetConsentAsync(
            new ConsentChange(new ContactKey(Tenant, Address.Phone("+250700000080")), true, "wrote STOP", "contact") { IsStanding = true }, default);
        await QueueAsync();
        await WorkAsync();
        await RecoverAsync();
        await ReceiveAsync();
        await new FallbackOperations(store, Tenant).RunAsync();
        await new InboxOperations(store, Tenant).RunAsync();
        await ReadAsync();
        await CommandAsync();
    }

    private async Task QueueAsync()
    {
        var keys = Enumerable.Range(1, 50).Select(i => new ContactKey(Tenant, Address.Phone($"+2507{i * 20:00000000}")))
            .Append(New()).ToList();
        var contacts = (await store.Contacts.FindOrAddAsync(keys, null, default)).Contacts;
        await store.Contacts.FindAsync(keys, default);
        await store.Contacts.FindOrAddAsync([.. Enumerable.Range(0, 100).Select(_ => New())], null, default);
        var notifications = contacts.Select((c, i) => Backlog.New(Backlog.Flow(Tenant), c!.Id, TimeProvider.System) with { IdempotencyKey = $"{Guid.NewGuid()}" }).ToList();
        await store.Queue.EnqueueAsync(notifications, null, default);
        await store.Queue.EnqueueAsync(notifications, null, default);
        await store.Log.FindByKeyAsync(Tenant, notifications[0].IdempotencyKey!, default);
    }

    private static ContactKey New() => new(Tenant, Address.Phone($"+1{Random.Shared.NextInt64(1_000_000_000, 9_999_999_999)}"));

    private async Task WorkAsync()
    {
        var batch = await ClaimAsync(100, TimeSpan.FromMinutes(5));
        var ids = batch.Deliveries.Select(d => d.Id).ToList();
        await store.Contacts.GetAsync([.. batch.Deliveries.Select(d => d.ContactId)], default);
        var charges = batch.Deliveries.Select(d => (IReadOnlyList<LimitCharge>)[new LimitCharge($"contact:{d.ContactId:N}", 20, TimeSpan.FromHours(1))]).ToList();
        var grants = await store.Limiter.AcquireAsync(charges, default);
        await store.Limiter.RefundAsync([.. charges.Zip(grants).Take(10).Select(p => new LimitRefund(p.First[0], p.Second.GrantedAt))], default);
        await store.Quotas.TakeAsync([new QuotaRequest(Tenant, 10)], default);
        await store.Pacer.ReserveAsync([new PaceRequest(Channel.WhatsApp, "main", 1000, 10)], default);
        var marks = await store.Queue.MarkAsync(batch.Lease, [.. ids.Take(90).Select(id => new MarkItem(id, null))], default);
        var settlements = ids.Select((id, i) => Settle(id, i < marks.Count ? marks[i].SendNumber : 0, i)).ToList();
        await store.Queue.SettleAsync(batch.Lease, settlements, default);
        await store.Queue.SettleAsync(batch.Lease, settlements, default);
    }

    private static Settlement Settle(Guid id, int send, int place) => place switch
    {
        < 50 => Settlement.Sent(id, send, "wamid.1"),
        < 60 => Settlement.Retry(id, send, TimeSpan.FromMinutes(1), Reasons.ProviderRejected, "1", "later"),
        < 70 => Settlement.Fail(id, send, Reasons.ProviderRejected, "2", "never"),
        < 80 => Settlement.Unconfirmed(id, send, "timeout", null),
        < 90 => Settlement.Stopped(id, send, TimeSpan.FromMinutes(1), "3", "stopped"),
        < 93 => Settlement.Block(id, "no"),
        < 96 => Settlement.Expire(id),
        < 98 => Settlement.Defer(id, TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1), Reasons.RateLimit),
        _ => Settlement.HandBack(id),
    };

    private async Task RecoverAsync()
    {
        var batch = await ClaimAsync(20, TimeSpan.FromMilliseconds(1));
        await store.Queue.MarkAsync(batch.Lease, [.. batch.Deliveries.Take(10).Select(d => new MarkItem(d.Id, null))], default);
        await store.Queue.RecoverAsync(new RecoveryRequest(100, Auto, new Dictionary<(string?, Channel, string), UnconfirmedPolicy>()), default);
    }

    private async Task ReceiveAsync()
    {
        var batch = await ClaimAsync(20, TimeSpan.FromMinutes(5));
        var ids = batch.Deliveries.Select(d => d.Id).ToList();
        var marks = await store.Queue.MarkAsync(batch.Lease, [.. ids.Select(id => new MarkItem(id, null))], default);
        await store.Receipts.ApplyAsync([.. ids.Concat(finished).Append(Guid.NewGuid()).Select((id, i) => Update(id, i))], default);
        await store.Queue.SettleAsync(batch.Lease, [.. ids.Zip(marks).Select(p => Settlement.Sent(p.First, p.Second.SendNumber, null))], default);
    }

    private static ReceiptUpdate Update(Guid id, int place)
    {
        var status = (ReceiptStatus)(place % 4);
        var receipt = new Receipt { Channel = Channel.WhatsApp, Account = "main", Reference = new SendReference(id, 1), Status = status };
        return new ReceiptUpdate(receipt, status == ReceiptStatus.Failed ? Settlement.Retry(id, 1, TimeSpan.FromMinutes(1), Reasons.ProviderRejected, "1", "later") : null);
    }

    private async Task ReadAsync()
    {
        var records = await store.Log.GetAsync([.. finished, Guid.NewGuid()], default);
        var record = records.Values.First();
        var tenant = record.Flow.Tenant;
        await store.Log.TrailAsync(new TrailQuery(tenant) { NotificationId = record.NotificationId }, default);
        await store.Log.TrailAsync(new TrailQuery(tenant) { CorrelationId = record.CorrelationId }, default);
        await store.Log.TrailAsync(new TrailQuery(tenant) { ContactId = record.ContactId }, default);
        DeliverySelection[] selections =
        [
            new(tenant) { NotificationId = record.NotificationId },
            new(tenant) { ContactId = record.ContactId },
            new(tenant) { CorrelationId = record.CorrelationId },
            new(tenant) { CampaignId = record.CampaignId },
            new(Tenant) { State = DeliveryState.Failed },
            new(Tenant) { State = DeliveryState.Unconfirmed },
            new(Tenant) { State = DeliveryState.Queued },
            new(Tenant),
        ];
        foreach (var selection in selections)
        {
            await store.Log.PageAsync(selection, 20, null, default);
        }
    }

    private async Task CommandAsync()
    {
        var waiting = (await store.Log.PageAsync(new DeliverySelection(Tenant) { State = DeliveryState.Queued }, 3, null, default)).Deliveries;
        var failed = (await store.Log.PageAsync(new DeliverySelection(Tenant) { State = DeliveryState.Failed }, 1, null, default)).Deliveries[0];
        await store.Commands.CancelAsync(new DeliverySelection(Tenant) { DeliveryId = waiting[0].Id }, Info, default);
        await store.Commands.RescheduleAsync(
            new DeliverySelection(Tenant) { NotificationId = waiting[1].NotificationId }, TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1), Info, default);
        await store.Commands.RequeueAsync(new DeliverySelection(Tenant) { DeliveryId = failed.Id }, Info, default);
        await store.Contacts.SetConsentAsync(new ConsentChange(new ContactKey(Tenant, Address.Phone("+250700000020")), true, "asked to stop", "contact"), default);
        await store.Erasure.EraseAsync(new ErasureRequest(new ContactKey(Tenant, Address.Phone("+250700000060")), "asked to be forgotten", "claire"), default);
        await store.Contacts.SaveAsync(new ContactKey(Tenant, Address.Phone("+250700000040")), new ContactPreferences(), default);
        var scope = new GateScope { Template = "nothing" };
        await store.Gates.CloseAsync([new CloseGate(scope, "operator", "test", TimeSpan.FromMinutes(1))], default);
        await ClaimAsync(1, TimeSpan.FromMinutes(5));
        await store.Gates.OpenAsync(scope, "operator", "claire", default);
    }

    private Task<ClaimedBatch> ClaimAsync(int limit, TimeSpan lease) => store.Queue.ClaimAsync(new ClaimRequest("worker-1", limit, lease), default);
}

using Notify.Contacts;
using Notify.Limits;
using Notify.Maintenance;
using Xunit;

namespace Notify.Testing.Conformance.Support;

/// <content>Quotas, pace, erasure and retention.</content>
internal sealed partial class Work
{
    public Task<Quota?> SetQuotaAsync(long? limit, TimeSpan? period = null, DateTimeOffset? startsAt = null, string tenant = Tenant) =>
        Store.Quotas.SetAsync(new QuotaChange(tenant, limit, period ?? TimeSpan.FromHours(1), "claire", "contract") { StartsAt = startsAt }, default);

    public async Task<Quota?> QuotaAsync() => (await Store.Quotas.ReadAsync(Tenant, default)).SingleOrDefault();

    public async Task<QuotaGrant> TakeAsync(int count) => Assert.Single(await Store.Quotas.TakeAsync([new QuotaRequest(Tenant, count)], default));

    public async Task<PaceGrant> ReserveAsync(int count, int perSecond = 80) =>
        Assert.Single(await Store.Pacer.ReserveAsync([new PaceRequest(Channel.WhatsApp, Account, perSecond, count)], default));

    public Task GiveBackAsync(int count, PaceGrant grant) =>
        Store.Pacer.GiveBackAsync([new PaceReturn(Channel.WhatsApp, Account, 80, count, grant.NextAt)], default);

    public Task<ErasureReport> EraseAsync(ContactKey? key = null, StoragePorts? store = null) =>
        (store ?? Store).Erasure.EraseAsync(new ErasureRequest(key ?? Key(), "asked to be forgotten", "claire"), default);

    /// <summary>Removes until there is no more; that this never comes is a failure.</summary>
    public async Task<RetentionReport> RemoveAllAsync(TimeSpan age, int limit = 100, StoragePorts? store = null)
    {
        for (var round = 0; round < 100; round++)
        {
            var report = await (store ?? Store).Retention.RemoveAsync(age, limit, default);
            if (!report.HasMore)
            {
                return report;
            }
        }

        throw new InvalidOperationException("RemoveAsync keeps saying that there is more.");
    }
}

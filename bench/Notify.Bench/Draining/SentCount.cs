using Notify.Bench.Running;
using Notify.Bench.Storage;
using Notify.Deliveries;

namespace Notify.Bench.Draining;

/// <summary>How many of a run's deliveries the store says were sent.</summary>
internal static class SentCount
{
    public static async Task<long> ReadAsync(BenchHost host, StorePlace place) => place.IsPostgres
        ? await Sql.ReadAsync<long>(place.Location, $"SELECT count(*) FROM {place.Schema}.history WHERE state = {(int)DeliveryState.Sent}")
        : (await host.Get<IDeliveryLog>().CountAsync(null, DeliveryState.Sent, CancellationToken.None)).Sum(c => c.Count);
}

using Microsoft.Extensions.DependencyInjection;
using Notify.Deliveries;
using Notify.Hosting;

namespace Notify.EndToEnd.Tests.Killing;

/// <summary>Looks into a run's database as any app could.</summary>
internal static class StoredDeliveries
{
    private const int PageSize = 1000;

    public static async Task<IReadOnlyDictionary<string, DeliveryRecord>> ReadAsync(Action<INotifyBuilder> use, string tenant)
    {
        var services = new ServiceCollection();
        services.AddNotify(use);
        await using var provider = services.BuildServiceProvider();
        var log = provider.GetRequiredService<IDeliveryLog>();
        var found = new Dictionary<string, DeliveryRecord>(StringComparer.Ordinal);
        Guid? next = null;
        do
        {
            var page = await log.PageAsync(new DeliverySelection(tenant), PageSize, next, CancellationToken.None);
            foreach (var delivery in page.Deliveries)
            {
                found.Add(delivery.CorrelationId!, delivery);
            }

            next = page.Next;
        }
        while (next is not null);

        return found;
    }
}

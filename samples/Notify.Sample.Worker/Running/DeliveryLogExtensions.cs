using System.Runtime.CompilerServices;
using Notify.Deliveries;

namespace Notify.Sample.Worker.Running;

internal static class DeliveryLogExtensions
{
    private const int PageSize = 1000;

    /// <summary>Every delivery that a selection finds, page by page.</summary>
    public static async IAsyncEnumerable<DeliveryRecord> ReadAllAsync(
        this IDeliveryLog log, DeliverySelection selection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Guid? next = null;
        do
        {
            var page = await log.PageAsync(selection, PageSize, next, cancellationToken);
            foreach (var delivery in page.Deliveries)
            {
                yield return delivery;
            }

            next = page.Next;
        }
        while (next is not null);
    }
}

using Notify.Deliveries;

namespace Notify.Sample.Worker.Running;

/// <summary>Looks up in the store how the lines ended.</summary>
internal sealed class ResultReader(IDeliveryLog log)
{
    public async Task<IReadOnlyList<LineResult>> ReadAsync(IReadOnlyList<QueuedLine> lines, CancellationToken cancellationToken)
    {
        var stored = new Dictionary<Guid, Stored>();
        foreach (var tenant in lines.Where(l => l.NotificationId is not null).Select(l => l.Tenant).Distinct(StringComparer.Ordinal))
        {
            await foreach (var delivery in log.ReadAllAsync(new DeliverySelection(tenant), cancellationToken))
            {
                if (!stored.TryGetValue(delivery.NotificationId, out var found))
                {
                    stored[delivery.NotificationId] = found = new Stored(delivery.Flow.Domain, []);
                }

                found.Deliveries.Add(new LineDelivery(delivery.Flow.Channel, delivery.State, delivery.Reason));
            }
        }

        var owners = new Dictionary<Guid, int>();
        return [.. lines.Select(line => Result(line, stored, owners))];
    }

    private static LineResult Result(QueuedLine line, Dictionary<Guid, Stored> stored, Dictionary<Guid, int> owners)
    {
        if (line.NotificationId is not { } id)
        {
            return new LineResult(line.Number, "", LineOutcome.Invalid, line.Number, []);
        }

        owners.TryAdd(id, line.Number);
        return stored.TryGetValue(id, out var found)
            ? new LineResult(line.Number, found.Domain, LineOutcomes.Best(found.Deliveries.Select(d => d.State)), owners[id], found.Deliveries)
            {
                FellBack = line.Fallback is { } fallback && found.Deliveries.Exists(d => d.Channel == fallback.Channel && d.TookThePlace),
            }
            : new LineResult(line.Number, "", null, owners[id], []);
    }

    private sealed record Stored(string Domain, List<LineDelivery> Deliveries);
}

using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing.Conformance;

namespace Notify.Storage.Postgres.Tests.Workers;

public sealed class RaceTests : PostgresTest
{
    private const int Rows = 2000;

    [Fact]
    public async Task ClaimAsync_by_eight_workers_of_two_processes_gives_each_delivery_once()
    {
        var queued = await Backlog.QueueAsync(Store, Rows, clock: Fixture.Clock);
        var stores = new[] { Store, await Fixture.OpenSecondAsync() };
        var taken = new int[1];

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => DrainAsync(stores[i % 2], $"worker-{i}", taken))));

        claims.SelectMany(c => c).Order().Should().Equal(queued.Order());
        var records = await Store.Log.GetAsync([.. queued], default);
        records.Values.Should().HaveCount(Rows).And.OnlyContain(r => r.State == DeliveryState.Sent && r.Sends == 1);
    }

    private static async Task<List<Guid>> DrainAsync(StoragePorts store, string worker, int[] taken)
    {
        var mine = new List<Guid>();
        while (Volatile.Read(ref taken[0]) < Rows)
        {
            var batch = await store.Queue.ClaimAsync(new ClaimRequest(worker, 50, TimeSpan.FromMinutes(1)), default);
            if (batch.Deliveries.Count == 0)
            {
                // What is left is locked by another claim at this moment, or taken.
                await Task.Yield();
                continue;
            }

            Interlocked.Add(ref taken[0], batch.Deliveries.Count);
            mine.AddRange(batch.Deliveries.Select(d => d.Id));
            var marks = await store.Queue.MarkAsync(batch.Lease, [.. batch.Deliveries.Select(d => new MarkItem(d.Id, null))], default);
            marks.Should().OnlyContain(m => m.Status == MarkStatus.Marked && m.SendNumber == 1);
            var settled = await store.Queue.SettleAsync(batch.Lease, [.. batch.Deliveries.Select(d => Settlement.Sent(d.Id, 1, null))], default);
            settled.Should().OnlyContain(s => s == SettleStatus.Applied);
        }

        return mine;
    }
}

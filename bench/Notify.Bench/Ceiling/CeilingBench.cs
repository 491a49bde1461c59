using Npgsql;
using Notify.Bench.Draining;
using Notify.Bench.Running;
using Notify.Bench.Storage;

namespace Notify.Bench.Ceiling;

/// <summary>Fills the store as <c>drain</c> does, then empties it with SQL alone.</summary>
internal sealed class CeilingBench(IBenchStore store, CeilingOptions options)
{
    private readonly BenchSettings _settings = new(options.Batch, options.Batch, 1);

    public static async Task<CeilingReport> RunAsync(CeilingOptions options)
    {
        await using var store = await BenchStores.OpenAsync("postgres", options.Connection);
        return await new CeilingBench(store, options).RunAsync();
    }

    private async Task<CeilingReport> RunAsync()
    {
        // Elsewhere in small batches first, so that all is compiled; then here, so that connections have their plans and tables their pages.
        await DrainAsync(_settings.ForWarmUp(), BenchSettings.WarmUp);
        var drained = await DrainAsync(_settings, BenchSettings.WarmUp, options.Deliveries);
        return new CeilingReport(
            options.Deliveries,
            options.Batch,
            options.Loops,
            Math.Round(options.Deliveries / drained.Seconds),
            Math.Round(drained.CpuSeconds * 1_000_000 / options.Deliveries, 1));
    }

    // On a new database, one number of deliveries after another; the last of them is the one that counts.
    private async Task<Measured> DrainAsync(BenchSettings settings, params int[] counts)
    {
        var place = store.NewPlace();
        await using var host = await BenchHost.StartAsync(settings, place);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(place.Location) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 });
        var first = 0;
        var measured = default(Measured);
        foreach (var count in counts)
        {
            await foreach (var _ in host.Get<INotifier>().QueueAsync(Workload.StreamAsync(count, first)))
            {
                // Only to read the stream to its end.
            }

            await PostgresProbe.SettleAsync(place.Location);
            var done = 0;
            measured = await Measured.RunAsync(async () =>
                done = (await Task.WhenAll(Enumerable.Range(1, options.Loops).Select(loop => Task.Run(() => RunLoopAsync(source, place.Schema, settings.Batch, loop))))).Sum());
            first += done == count ? count : throw new InvalidOperationException($"{done} of {count} were settled.");
            await PostgresProbe.SettleAsync(place.Location);
        }

        return measured;
    }

    private static async Task<int> RunLoopAsync(NpgsqlDataSource source, string schema, int batch, int loop)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var actor = new NpgsqlCommand(NamedSql.Of("ceiling.sql").In(schema, "actor"), connection) { Parameters = { new() { Value = $"ceiling-{loop}" } } };
        return await new CeilingLoop(connection, schema, (int)(await actor.ExecuteScalarAsync())!, batch).RunAsync();
    }
}

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
        await DrainAsync(BenchSettings.WarmUp, _settings.ForWarmUp());
        var drained = await DrainAsync(options.Deliveries, _settings);
        return new CeilingReport(
            options.Deliveries,
            options.Batch,
            options.Loops,
            Math.Round(options.Deliveries / drained.Seconds),
            Math.Round(drained.CpuSeconds * 1_000_000 / options.Deliveries, 1));
    }

    private async Task<Measured> DrainAsync(int deliveries, BenchSettings settings)
    {
        var place = store.NewPlace();
        await using (var host = await BenchHost.StartAsync(settings, place))
        {
            await foreach (var _ in host.Get<INotifier>().QueueAsync(Workload.StreamAsync(deliveries)))
            {
                // Only to read the stream to its end.
            }
        }

        await PostgresProbe.SettleAsync(place.Location);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(place.Location) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 });
        var done = 0;
        var measured = await Measured.RunAsync(async () =>
            done = (await Task.WhenAll(Enumerable.Range(1, options.Loops).Select(loop => Task.Run(() => RunLoopAsync(source, place.Schema, settings.Batch, loop))))).Sum());
        return done == deliveries ? measured : throw new InvalidOperationException($"{done} of {deliveries} were settled.");
    }

    private static async Task<int> RunLoopAsync(NpgsqlDataSource source, string schema, int batch, int loop)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var actor = new NpgsqlCommand(NamedSql.Of("ceiling.sql").In(schema, "actor"), connection) { Parameters = { new() { Value = $"ceiling-{loop}" } } };
        return await new CeilingLoop(connection, schema, (int)(await actor.ExecuteScalarAsync())!, batch).RunAsync();
    }
}

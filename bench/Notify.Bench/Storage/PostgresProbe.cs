using System.Diagnostics;

namespace Notify.Bench.Storage;

/// <summary>Looks at a run's tables from beside.</summary>
internal sealed class PostgresProbe(StorePlace place)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Statistics and clean pages, and no checkpoint left over from the phase before.</summary>
    public Task SettleAsync() => SettleAsync(place.Location);

    public static async Task SettleAsync(string connection)
    {
        await Sql.RunAsync(connection, "VACUUM (ANALYZE)");
        await Sql.RunAsync(connection, "CHECKPOINT");
    }

    public async Task<long?> LiveBytesAsync() => await Sql.ReadAsync<long>(place.Location, $"SELECT pg_total_relation_size('{place.Schema}.live')");

    /// <summary>Waits until autovacuum has gone through the table of live deliveries; null where it does not come in time.</summary>
    public async Task<long?> LiveBytesAfterVacuumAsync(int seconds)
    {
        var since = await Sql.ReadAsync<DateTime>(place.Location, "SELECT clock_timestamp()");
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds;)
        {
            if (await Sql.ReadAsync<bool>(
                place.Location,
                $"SELECT coalesce(last_autovacuum > '{since:O}', false) FROM pg_stat_all_tables WHERE relid = '{place.Schema}.live'::regclass"))
            {
                return await LiveBytesAsync();
            }

            await Task.Delay(Pause, TimeProvider.System);
        }

        return null;
    }
}

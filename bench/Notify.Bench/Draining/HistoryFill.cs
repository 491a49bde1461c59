using System.Globalization;
using Notify.Bench.Storage;

namespace Notify.Bench.Draining;

/// <summary>Writes finished deliveries of past weeks, as if Notify had run for long.</summary>
internal static class HistoryFill
{
    private const int Weeks = 10;

    public static async Task RunAsync(StorePlace place, int count)
    {
        var script = NamedSql.ReadAll("history.sql");
        var thisWeek = await Sql.ReadAsync<DateTime>(place.Location, "SELECT date_trunc('week', clock_timestamp() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'");
        for (var week = 0; week < Weeks; week++)
        {
            var first = (int)((long)count * week / Weeks);
            var begins = thisWeek.AddDays(-7 * (Weeks - week));
            await Sql.RunAsync(place.Location, script
                .Replace("{schema}", place.Schema, StringComparison.Ordinal)
                .Replace("{week}", begins.ToString("yyyyMMdd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{begins}", begins.ToString("O"), StringComparison.Ordinal)
                .Replace("{ends}", begins.AddDays(7).ToString("O"), StringComparison.Ordinal)
                .Replace("{first}", first.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{count}", ((int)((long)count * (week + 1) / Weeks) - first).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        await PostgresProbe.SettleAsync(place.Location);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;
using Notify.Bench.Storage;
using Notify.PrivateServers;

namespace Notify.Bench.Comparing;

/// <summary>What it was measured on.</summary>
internal sealed record Machine(string Processor, int Cores, double MemoryGiB, double FlushMs, string System, string Database, IReadOnlyDictionary<string, string> Settings)
{
    private const int Flushes = 200;

    private static readonly string[] Shown =
        ["fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "min_wal_size", "max_wal_size", "checkpoint_timeout", "wal_compression", "autovacuum_naptime"];

    public static async Task<Machine> ReadAsync(PrivatePostgres server)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Shown)
        {
            settings[name] = (await Sql.ReadAsync<string>(server.ConnectionString, $"SELECT current_setting('{name}')"))!;
        }

        return new Machine(
            File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor",
            Environment.ProcessorCount,
            Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30)),
            MeasureFlush(Path.GetTempPath()),
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}",
            $"PostgreSQL {server.Version}",
            settings);
    }

    // What a commit waits for: a page appended and flushed.
    private static double MeasureFlush(string folder)
    {
        var path = Path.Combine(folder, $"notify-flush-{Guid.NewGuid():N}");
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        var page = new byte[8192];
        var took = new double[Flushes];
        for (var i = 0; i < Flushes; i++)
        {
            var start = Stopwatch.GetTimestamp();
            file.Write(page);
            file.Flush(flushToDisk: true);
            took[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(took);
        return Math.Round(took[Flushes / 2], 2);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Cores} cores of {Processor}, {MemoryGiB} GiB of memory, {System}, {Database} with {string.Join(", ", Settings.Select(s => $"`{s.Key} = {s.Value}`"))}; a page is written and flushed in {FlushMs} ms.");
}

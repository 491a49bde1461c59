using Notify.PrivateServers;

namespace Notify.Bench.Storage;

/// <summary>The private PostgreSQL of a benchmark: durable, with room enough that no contender waits for a checkpoint, nor makes segments of the log that were made before.</summary>
internal static class BenchServer
{
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["shared_buffers"] = "1GB",
        ["min_wal_size"] = "4GB",
        ["max_wal_size"] = "4GB",
        ["checkpoint_timeout"] = "15min",
    };

    public static Task<PrivatePostgres> StartAsync() => PrivatePostgres.CreateAsync(new PrivatePostgresOptions { Durable = true, Settings = Settings });
}

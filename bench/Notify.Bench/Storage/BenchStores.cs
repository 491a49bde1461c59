namespace Notify.Bench.Storage;

/// <summary>Opens the store a command line asks for.</summary>
internal static class BenchStores
{
    public static async Task<IBenchStore> OpenAsync(string storage, string? connection) =>
        storage == "postgres" ? await PostgresStore.OpenAsync(connection) : new SqliteStore();
}

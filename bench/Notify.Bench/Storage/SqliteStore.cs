namespace Notify.Bench.Storage;

/// <summary>Files in a folder of their own.</summary>
internal sealed class SqliteStore : IBenchStore
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notify-bench-");
    private int _places;

    public StorePlace NewPlace() => new("sqlite", Path.Combine(_folder.FullName, $"notify-{++_places}.db"));

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

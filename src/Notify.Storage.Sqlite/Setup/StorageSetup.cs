using Microsoft.Extensions.Options;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Setup;

/// <summary>Makes the file where there is none, migrates it, and checks its version.</summary>
internal sealed class StorageSetup(IOptions<SqliteOptions> options, SqliteDatabase database) : IStorageSetup
{
    public string Name => "SQLite";

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.Run(Prepare, cancellationToken);

    private void Prepare()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(database.Path)!);
            using var connection = new Connection(database.Path, options.Value.BusyTimeout);
            new Migrator(connection, options.Value).Run();
        }
        catch (Exception e) when (e is SqliteError or IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageFailure.NotStored, $"open '{database.Path}'", e);
        }
    }
}

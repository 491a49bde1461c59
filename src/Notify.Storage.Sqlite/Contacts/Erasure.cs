using Notify.Contacts;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Contacts;

/// <summary>Erasure in SQLite.</summary>
internal sealed class Erasure(SqliteDatabase database) : IErasure
{
    public Task<ErasureReport> EraseAsync(ErasureRequest request, CancellationToken cancellationToken) =>
        database.WriteAsync("erase a person", session => EraseWork.Run(session, request), cancellationToken);
}

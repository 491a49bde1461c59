using Notify.Gates;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Gates;

/// <summary>Gates in SQLite.</summary>
internal sealed class GateStore(SqliteDatabase database) : IGates
{
    public Task<IReadOnlyList<Gate>> ReadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync("read gates", session => session.Gates.Closed(session.Now), cancellationToken);

    public Task CloseAsync(IReadOnlyList<CloseGate> gates, CancellationToken cancellationToken) =>
        database.WriteAsync("close gates", session => GateWork.Close(session, gates), cancellationToken);

    public Task<bool> OpenAsync(GateScope scope, string source, string by, CancellationToken cancellationToken) =>
        database.WriteAsync("open a gate", session => GateWork.Open(session, scope, source, by), cancellationToken);
}

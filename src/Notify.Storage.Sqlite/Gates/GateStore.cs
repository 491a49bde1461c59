using Notify.Gates;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Gates;

/// <summary>Gates in SQLite.</summary>
internal sealed class GateStore(SqliteDatabase database) : IGates
{
    public Task<IReadOnlyList<Gate>> ReadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync("read gates", session => GateWork.Read(session), cancellationToken);

    public Task<IReadOnlyList<bool>> CloseAsync(IReadOnlyList<CloseGate> gates, CancellationToken cancellationToken) =>
        database.WriteAsync("close gates", session => GateWork.Close(session, gates), cancellationToken);

    public Task<bool> OpenAsync(GateScope scope, string source, string by, CancellationToken cancellationToken) =>
        database.WriteAsync("open a gate", session => GateWork.Open(session, scope, source, by), cancellationToken);

    public Task<GateEffect> HearAsync(GateWord word, CancellationToken cancellationToken) =>
        database.WriteAsync("hear of a gate", session => GateWork.Hear(session, word), cancellationToken);

    public Task<IReadOnlyList<Gate>> MendAsync(IReadOnlyList<Guid> deliveryIds, string by, CancellationToken cancellationToken) =>
        database.WriteAsync("mend gates", session => GateWork.Mend(session, deliveryIds, by), cancellationToken);
}

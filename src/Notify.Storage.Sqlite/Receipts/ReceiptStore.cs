using Notify.Receipts;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Receipts;

/// <summary>Receipts in SQLite.</summary>
internal sealed class ReceiptStore(SqliteDatabase database) : IReceiptStore
{
    public Task<IReadOnlyList<ReceiptEffect>> ApplyAsync(IReadOnlyList<ReceiptUpdate> updates, CancellationToken cancellationToken) =>
        updates.Count == 0
            ? Task.FromResult<IReadOnlyList<ReceiptEffect>>([])
            : database.WriteAsync("apply receipts", session => ReceiptWork.Run(session, updates), cancellationToken);
}

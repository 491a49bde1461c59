using Notify.Receipts;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Receipts;

/// <summary>Receipts in PostgreSQL.</summary>
internal sealed class ReceiptStore(PostgresDatabase database) : IReceiptStore
{
    public Task<IReadOnlyList<ReceiptEffect>> ApplyAsync(IReadOnlyList<ReceiptUpdate> updates, CancellationToken cancellationToken) =>
        updates.Count == 0
            ? Task.FromResult<IReadOnlyList<ReceiptEffect>>([])
            : database.WriteAsync("apply receipts", (session, token) => ReceiptWork.RunAsync(session, updates, token), cancellationToken);
}

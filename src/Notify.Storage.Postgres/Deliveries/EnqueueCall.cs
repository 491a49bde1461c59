using Notify.Deliveries;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Stores notifications once per key.</summary>
internal static class EnqueueCall
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/queue");

    /// <param name="session">Where. In the app's own transaction the commit wakes workers, and settings stay as they are; in others who called wakes them.</param>
    /// <param name="batch">What.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answers; null, and nothing was stored, where the database has other flows than the batch says.</returns>
    public static async Task<IReadOnlyList<EnqueueResult>?> RunAsync(Session session, EnqueueBatch batch, CancellationToken cancellationToken)
    {
        var statements = session.Batch();
        await using var _ = statements.ConfigureAwait(false);
        if (!session.IsCallers)
        {
            Patience.BeShort(statements, session, batch.Deliveries.Length);
        }

        var command = session.BatchCommand(Sql["enqueue"]);
        statements.BatchCommands.Add(command);
        command.Parameters
            .With(batch.KeyTenants).With(batch.Keys).With(batch.KeyIds).With(batch.KeyHashes)
            .With(batch.Column(static d => d.Id)).With(batch.Owners).With(batch.FlowIds).With(batch.Column(static d => d.ContactId))
            .With(batch.Column(static d => (short)d.State)).With(batch.ColumnIfAny(static d => d.Reason))
            .With(batch.ColumnIfAny(static d => d.NotBefore is { } due ? StoreTime.Ceiling(due) : (DateTime?)null)).With(batch.ColumnIfAny(static d => d.ExpiresAt?.UtcDateTime))
            .With(batch.Column(static d => d.TemplateVersion)).With(batch.ColumnIfAny(static d => d.Locale))
            .With(batch.ColumnIfAny(static d => d.CorrelationId)).With(batch.ColumnIfAny(static d => d.CampaignId)).With(batch.ColumnIfAny(static d => d.TraceParent))
            .With(batch.Column(static d => d.Payload))
            .With(new DateTimeOffset(batch.First)).With(new DateTimeOffset(batch.Last)).With(Actors.App).With(session.IsCallers ? session.Database.WakeChannel : null)
            .With([.. batch.Flows.Keys]).With([.. batch.Flows.Values]);
        var refused = new Dictionary<int, (Guid, long)>();
        var rows = await statements.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        if (!session.IsCallers)
        {
            await rows.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (rows.GetInt32(0) == 0)
            {
                return null;
            }

            refused.Add(rows.GetInt32(0), (rows.GetGuid(1), rows.GetInt64(2)));
        }

        return batch.Answer(refused);
    }
}

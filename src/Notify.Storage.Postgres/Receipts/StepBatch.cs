using Notify.Deliveries;
using Npgsql;
using NpgsqlTypes;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Plans;

namespace Notify.Storage.Postgres.Receipts;

/// <summary>The steps receipts and late proof make, gathered and written together.</summary>
internal sealed class StepBatch(DateTime now)
{
    private static readonly SqlFile Sql = SqlFile.Of("Receipts/step");

    private readonly List<Step> _steps = [];
    private readonly HashSet<LockedDelivery> _failed = [];

    /// <summary>When a delivery settled to be queued is due; null for as it was.</summary>
    public DateTime? DueAt(Settlement settlement) => settlement switch
    {
        { DueAt: { } at } => StoreTime.Ceiling(at),
        { DueIn: { } length } => StoreTime.After(now, length),
        _ => null,
    };

    /// <summary>Notes that a delivery has come to where it is.</summary>
    /// <param name="delivery">The delivery, changed; nobody holds it from here on.</param>
    /// <param name="send">The send the step is about.</param>
    /// <param name="settlement">What led there, where that was planned.</param>
    public void Add(LockedDelivery delivery, int send, Settlement? settlement = null)
    {
        _steps.Add(new Step
        {
            Delivery = delivery,
            State = delivery.State,
            Attempts = delivery.Attempts,
            FailedSend = delivery.FailedSend,
            DueAt = delivery.DueAt,
            Reason = delivery.Reason,
            ErrorCode = delivery.ErrorCode,
            Detail = delivery.Detail,
            ProviderMessageId = delivery.ProviderMessageId,
            Pending = delivery.Pending,
            Send = send,
            Event = settlement is null ? null : HistoryEvent.Of(settlement),
            EntryCode = settlement?.ErrorCode,
            EntryDetail = settlement?.Detail,
        });
        delivery.Pending = null;
    }

    /// <summary>Notes that a send of a delivery is known to have failed, which is no step.</summary>
    public void NoteFailed(LockedDelivery delivery) => _failed.Add(delivery);

    /// <summary>Adds the statements that write all of it.</summary>
    public void WriteTo(NpgsqlBatch batch, Session session)
    {
        if (_steps.Count > 0)
        {
            WriteSteps(batch, session);
        }

        if (_failed.Count > 0)
        {
            // After the steps: those rows are the latest.
            List<LockedDelivery> failed = [.. _failed.OrderBy(d => d.Id)];
            var command = session.BatchCommand(Sql["note_failed"]);
            command.Parameters.With(Of(failed, d => d.Id)).With(Of(failed, d => (DateTime?)d.QueuedAt)).With(Of(failed, d => (short)d.FailedSend));
            batch.BatchCommands.Add(command);
        }
    }

    private void WriteSteps(NpgsqlBatch batch, Session session)
    {
        batch.BatchCommands.Add(History(session));
        var moved = _steps.Select(s => s.Delivery).Distinct().ToList();
        var left = moved.FindAll(d => d.WasLive && d.State != DeliveryState.Queued);
        var unlisted = moved.FindAll(d => IsListed(d.StoredState));
        if (left.Count + unlisted.Count > 0)
        {
            var command = session.BatchCommand(Sql["leave"]);
            command.Parameters.With(Of(left, d => d.Id)).With(Of(unlisted, d => d.Id)).With(Of(unlisted, d => (DateTime?)d.QueuedAt));
            batch.BatchCommands.Add(command);
        }

        AddLive(batch, session, moved.FindAll(d => d.State == DeliveryState.Queued));
        AddEnded(batch, session, moved.FindAll(d => IsListed(d.State)));
        var followed = moved.FindAll(d => d.FallbackId is not null);
        if (followed.Count > 0)
        {
            PlanCall.Follow(batch, session, [.. followed.OrderBy(d => d.Id).Select(d => (d.FallbackId!.Value, d.State, d.Reason))]);
        }
    }

    private static bool IsListed(DeliveryState state) =>
        state is DeliveryState.Failed or DeliveryState.Blocked or DeliveryState.Expired or DeliveryState.Cancelled;

    private static T[] Of<TItem, T>(List<TItem> items, Converter<TItem, T> part) => [.. items.ConvertAll(part)];

    private static void AddEnded(NpgsqlBatch batch, Session session, List<LockedDelivery> ended)
    {
        if (ended.Count > 0)
        {
            var command = session.BatchCommand(Sql["list"]);
            command.Parameters.With(Of(ended, d => d.Id)).With(Of(ended, d => (DateTime?)d.QueuedAt)).With(Of(ended, d => d.FlowId))
                .With(Of(ended, d => (short)d.State));
            batch.BatchCommands.Add(command);
        }
    }

    private void AddLive(NpgsqlBatch batch, Session session, List<LockedDelivery> queued)
    {
        if (queued.Count > 0)
        {
            var command = session.BatchCommand(Sql["queue"]);
            command.Parameters.With(Of(queued, d => d.Id)).With(Of(queued, d => (DateTime?)d.QueuedAt)).With(Of(queued, d => (DateTime?)d.DueAt))
                .With(Of(queued, d => d.LineNumber)).With(Of(queued, d => d.FlowId)).With(Of(queued, d => (short)d.Attempts))
                .With(Of(queued, d => (short)d.Sends)).With(Of(queued, d => (short)d.FailedSend)).With(Of(queued, d => d.ExpiresAt))
                .With(Of(queued, d => d.Reason)).With(Of(queued, d => d.ErrorCode)).With(Of(queued, d => d.Detail))
                .With(Of(queued, d => d.ProviderMessageId)).With(now, NpgsqlDbType.TimestampTz)
                .With(Of(queued, d => d.IsErased), NpgsqlDbType.Array | NpgsqlDbType.Boolean)
                .With(Of(queued, d => d.FallbackId), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
            batch.BatchCommands.Add(command);
        }
    }

    private NpgsqlBatchCommand History(Session session)
    {
        var command = session.BatchCommand(Sql["write"]);
        command.Parameters.With(Of(_steps, s => s.Delivery.Id)).With(Of(_steps, s => (DateTime?)s.Delivery.QueuedAt)).With(Of(_steps, s => s.Delivery.FlowId))
            .With(Of(_steps, s => (short)s.State)).With(Of(_steps, s => (short)s.Attempts)).With(Of(_steps, s => (short)s.Delivery.Sends))
            .With(Of(_steps, s => (short)s.FailedSend)).With(Of(_steps, s => (short)s.Send)).With(Of(_steps, s => (DateTime?)s.DueAt))
            .With(Of(_steps, s => s.Pending?.Lease ?? 0)).With(Of(_steps, s => s.Pending?.WorkerId ?? 0)).With(Of(_steps, s => s.Pending?.ClaimedAt))
            .With(Of(_steps, s => s.Pending?.MarkedAt)).With(Of(_steps, s => s.Delivery.ExpiresAt)).With(Of(_steps, s => s.Event))
            .With(Of(_steps, s => s.Reason)).With(Of(_steps, s => s.ErrorCode)).With(Of(_steps, s => s.Detail)).With(Of(_steps, s => s.EntryCode))
            .With(Of(_steps, s => s.EntryDetail)).With(Of(_steps, s => s.ProviderMessageId)).With(Of(_steps, s => s.Pending?.Note))
            .With(now, NpgsqlDbType.TimestampTz).With(Actors.Receipt);
        return command;
    }
}

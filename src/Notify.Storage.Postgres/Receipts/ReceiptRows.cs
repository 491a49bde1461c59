using Npgsql;
using NpgsqlTypes;
using Notify.Receipts;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Receipts;

/// <summary>Receipts as they came, and what is known of each account's webhooks.</summary>
internal static class ReceiptRows
{
    private static readonly SqlFile Sql = SqlFile.Of("Receipts/receipt");

    /// <summary>Adds the statement that keeps receipts with what they did.</summary>
    public static void Add(NpgsqlBatch batch, Session session, IReadOnlyList<Receipt> receipts, IReadOnlyList<ReceiptEffect> effects, DateTime now)
    {
        var command = session.BatchCommand(Sql["add"]);
        command.Parameters.With(Of(receipts, r => r.Channel.Name)).With(Of(receipts, r => r.Account))
            .With(Of(receipts, r => r.Reference?.DeliveryId), NpgsqlDbType.Array | NpgsqlDbType.Uuid)
            .With(Of(receipts, r => (short)(r.Reference?.SendNumber ?? 0))).With(Of(receipts, r => (short)r.Status)).With(Of(effects, e => (short)e))
            .With(Of(receipts, r => r.ProviderMessageId)).With(Of(receipts, r => r.OccurredAt?.UtcDateTime)).With(Of(receipts, r => r.Failure?.Code))
            .With(now, NpgsqlDbType.TimestampTz);
        batch.BatchCommands.Add(command);
    }

    /// <summary>Adds the statement that notes that accounts' webhooks arrive. The last one: other receipts of the account wait from here to the commit.</summary>
    public static void Seen(NpgsqlBatch batch, Session session, IReadOnlyList<Receipt> receipts, DateTime now)
    {
        var accounts = receipts.GroupBy(r => (Channel: r.Channel.Name, r.Account))
            .OrderBy(g => g.Key.Channel, StringComparer.Ordinal).ThenBy(g => g.Key.Account, StringComparer.Ordinal).ToList();
        var command = session.BatchCommand(Sql["seen"]);
        command.Parameters.With(Of(accounts, a => a.Key.Channel)).With(Of(accounts, a => a.Key.Account))
            .With(Of(accounts, a => (DateTime?)a.Min(r => At(r, now)))).With(Of(accounts, a => (DateTime?)a.Max(r => At(r, now)))).With(ReceiptWindow.Gap);
        batch.BatchCommands.Add(command);
    }

    // What waited in the inbox came before it was read.
    private static DateTime At(Receipt receipt, DateTime now) => receipt.ReceivedAt is { } at && at.UtcDateTime < now ? at.UtcDateTime : now;

    private static T[] Of<TItem, T>(IReadOnlyList<TItem> items, Func<TItem, T> part) => [.. items.Select(part)];
}

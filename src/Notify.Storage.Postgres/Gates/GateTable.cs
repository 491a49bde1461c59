using Npgsql;
using NpgsqlTypes;
using Notify.Gates;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Gates;

/// <summary>The gates: a handful of rows.</summary>
internal static class GateTable
{
    private static readonly SqlFile Sql = SqlFile.Of("Gates/gate");

    public static async Task<IReadOnlyList<Gate>> ReadAsync(Session session, CancellationToken cancellationToken) =>
        await session.ReadAsync(Sql["closed"], _ => { }, Read, cancellationToken).ConfigureAwait(false);

    /// <returns>Whether it was news.</returns>
    public static async Task<bool> CloseAsync(Session session, CloseGate gate, int actor, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["close"]);
        await using var _ = command.ConfigureAwait(false);
        WithScope(command, gate.Scope).With(gate.Source).With(gate.Reason).With(gate.For, NpgsqlDbType.Interval)
            .With((short?)gate.Mends, NpgsqlDbType.Smallint).With(gate.Longest, NpgsqlDbType.Interval).With(actor).With(gate.Scope.ToString());
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    /// <returns>Whether it was closed or being tried.</returns>
    public static async Task<bool> OpenAsync(Session session, GateScope scope, string source, int actor, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["open"]);
        await using var _ = command.ConfigureAwait(false);
        WithScope(command, scope).With(source).With(actor).With(scope.ToString());
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    public static async Task<GateEffect> HearAsync(Session session, GateWord word, int actor, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["hear"]);
        await using var _ = command.ConfigureAwait(false);
        WithScope(command, word.Scope).With(word.Source).With(word.Reason).With(word.For, NpgsqlDbType.Interval).With(word.IsClosed)
            .With((DateTimeOffset?)word.SaidAt).With(actor).With(word.Scope.ToString());
        return (GateEffect)(short)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <returns>What was opened.</returns>
    public static async Task<IReadOnlyList<Gate>> MendAsync(Session session, Guid[] deliveryIds, int actor, CancellationToken cancellationToken)
    {
        var mended = await session.ReadAsync(Sql["mend"], p => p.With(deliveryIds), Read, cancellationToken).ConfigureAwait(false);
        foreach (var gate in mended)
        {
            await session.ReadAsync(
                Sql["note_opened"], p => p.With(gate.Scope.Tenant).With(gate.Reason).With(actor).With(gate.Scope.ToString()), _ => 0, cancellationToken).ConfigureAwait(false);
        }

        return mended;
    }

    private static Gate Read(NpgsqlDataReader rows)
    {
        var scope = new GateScope
        {
            Tenant = rows.TextOrNull(0),
            Channel = rows.TextOrNull(1),
            Account = rows.TextOrNull(2),
            Domain = rows.TextOrNull(3),
            Template = rows.TextOrNull(4),
            Country = rows.TextOrNull(5),
        };
        return new Gate(scope, rows.GetString(6), rows.GetString(7), StoreTime.ToTime(rows.GetDateTime(8)), StoreTime.ToTime(rows.TimeOrNull(9)))
        {
            Mends = rows.IsDBNull(10) ? null : (Mending)rows.GetInt16(10),
            Refusals = rows.GetInt32(11),
            Probe = rows.IsDBNull(12) ? null : new GateProbe(rows.GetGuid(12), rows.GetInt64(13), StoreTime.ToTime(rows.GetDateTime(14))),
        };
    }

    private static NpgsqlParameterCollection WithScope(NpgsqlCommand command, GateScope scope) => command.Parameters
        .With(scope.Tenant).With(scope.Channel).With(scope.Account).With(scope.Domain).With(scope.Template).With(scope.Country);
}

using Npgsql;
using NpgsqlTypes;
using Notify.Gates;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Gates;

/// <summary>The gates: a handful of rows.</summary>
internal static class GateTable
{
    private static readonly SqlFile Sql = SqlFile.Of("Gates/gate");

    public static async Task<IReadOnlyList<Gate>> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["closed"]);
        await using var _ = command.ConfigureAwait(false);
        var gates = new List<Gate>();
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var scope = new GateScope
            {
                Tenant = rows.TextOrNull(0),
                Channel = rows.TextOrNull(1),
                Account = rows.TextOrNull(2),
                Domain = rows.TextOrNull(3),
                Template = rows.TextOrNull(4),
            };
            gates.Add(new Gate(scope, rows.GetString(5), rows.GetString(6), StoreTime.ToTime(rows.GetDateTime(7)), StoreTime.ToTime(rows.TimeOrNull(8))));
        }

        return gates;
    }

    public static async Task CloseAsync(Session session, CloseGate gate, int actor, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["close"]);
        await using var _ = command.ConfigureAwait(false);
        WithScope(command, gate.Scope).With(gate.Source).With(gate.Reason).With(gate.For, NpgsqlDbType.Interval).With(actor).With(Describe(gate.Scope));
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Whether it was closed.</returns>
    public static async Task<bool> OpenAsync(Session session, GateScope scope, string source, int actor, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["open"]);
        await using var _ = command.ConfigureAwait(false);
        WithScope(command, scope).With(source).With(actor).With(Describe(scope));
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    private static NpgsqlParameterCollection WithScope(NpgsqlCommand command, GateScope scope) => command.Parameters
        .With(scope.Tenant).With(scope.Channel).With(scope.Account).With(scope.Domain).With(scope.Template);

    private static string Describe(GateScope scope)
    {
        (string Name, string? Value)[] parts =
        [
            ("tenant", scope.Tenant), ("channel", scope.Channel), ("account", scope.Account), ("domain", scope.Domain), ("template", scope.Template),
        ];
        var given = parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}").ToList();
        return given.Count == 0 ? "everything" : string.Join(' ', given);
    }
}

using Npgsql;
using NpgsqlTypes;
using Notify.Storage.Postgres.Database;
using Notify.Templates;

namespace Notify.Storage.Postgres.Templates;

/// <summary>The catalogue's tables: every version of every template, and what providers think.</summary>
internal static class TemplateTable
{
    private const string AllTenants = "";

    private static readonly SqlFile Sql = SqlFile.Of("Templates/template");

    public static async Task<long> RevisionAsync(Session session, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["revision"]);
        await using var _ = command.ConfigureAwait(false);
        return (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    // The revision first: what is changed meanwhile is read again at the next look, rather than missed.
    public static async Task<TemplateSet> LoadAsync(Session session, CancellationToken cancellationToken)
    {
        var batch = session.Batch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(session.BatchCommand(Sql["revision"]));
        batch.BatchCommands.Add(session.BatchCommand(Sql["all"]));
        batch.BatchCommands.Add(session.BatchCommand(Sql["approvals"]));
        var rows = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
        var revision = rows.GetInt64(0);
        var templates = await ReadAsync(
            rows, row => TemplateJson.ReadContent(row.GetFieldValue<byte[]>(2), row.GetInt32(0), row.GetBoolean(1)), cancellationToken).ConfigureAwait(false);
        var approvals = await ReadAsync(
            rows,
            row => new Approval(new Channel(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetString(3), (ApprovalStatus)row.GetInt16(4))
            {
                SaidAt = StoreTime.ToTime(row.TimeOrNull(5)),
            },
            cancellationToken).ConfigureAwait(false);
        return new TemplateSet(revision, templates, approvals);
    }

    /// <returns>How many new versions there are.</returns>
    public static async Task<int> SaveAsync(Session session, IReadOnlyList<Template> templates, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["save"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters
            .With(Column(templates, t => t.Tenant ?? AllTenants)).With(Column(templates, t => t.Key))
            .With(Column(templates, t => t.Channel.Name)).With(Column(templates, t => t.Locale))
            .With(Column(templates, t => t.IsActive), NpgsqlDbType.Array | NpgsqlDbType.Boolean)
            .With(Column(templates, TemplateJson.WriteContent), NpgsqlDbType.Array | NpgsqlDbType.Bytea);
        return (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <returns>Whether there is such a key.</returns>
    public static async Task<bool> SwitchAsync(Session session, string? tenant, string key, bool isActive, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["switch"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(tenant ?? AllTenants).With(key).With(isActive);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    /// <returns>Of each, whether no newer word is known.</returns>
    public static async Task<bool[]> SaveAsync(Session session, IReadOnlyList<Approval> approvals, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["save_approvals"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters
            .With(Column(approvals, a => a.Channel.Name)).With(Column(approvals, a => a.Account)).With(Column(approvals, a => a.ProviderName))
            .With(Column(approvals, a => a.Language)).With(Column(approvals, a => (short)a.Status))
            .With(Column(approvals, a => a.SaidAt?.UtcDateTime)).With(Column(approvals, a => a.Age), NpgsqlDbType.Array | NpgsqlDbType.Interval);
        return (bool[])(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await rows.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<T>();
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            found.Add(read(rows));
        }

        return found;
    }

    private static TColumn[] Column<T, TColumn>(IReadOnlyList<T> items, Func<T, TColumn> part) => [.. items.Select(part)];
}

using Npgsql;
using Notify.Conversations;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Conversations;

/// <summary>Windows in PostgreSQL: a call is one round trip.</summary>
internal sealed class ConversationWindows(PostgresDatabase database) : IConversationWindows
{
    private static readonly SqlFile Sql = SqlFile.Of("Conversations/window");

    public Task OpenAsync(IReadOnlyList<WindowOpening> openings, CancellationToken cancellationToken) => openings.Count == 0
        ? Task.CompletedTask
        : database.RunAsync(
            "open windows",
            (session, token) => session.ReadAsync(
                Sql["open"], p => WithKeys(p, [.. openings.Select(o => o.Key)]).With(openings.Select(o => o.At?.UtcDateTime).ToArray()), _ => 0, token),
            cancellationToken);

    public Task<IReadOnlyList<DateTimeOffset?>> ReadAsync(IReadOnlyList<WindowKey> keys, CancellationToken cancellationToken) => keys.Count == 0
        ? Task.FromResult<IReadOnlyList<DateTimeOffset?>>([])
        : database.RunAsync<IReadOnlyList<DateTimeOffset?>>(
            "read windows",
            async (session, token) =>
                await session.ReadAsync(Sql["read"], p => WithKeys(p, keys), r => StoreTime.ToTime(r.TimeOrNull(0)), token).ConfigureAwait(false),
            cancellationToken);

    public Task<int> ForgetAsync(IReadOnlyList<WindowClosing> closings, CancellationToken cancellationToken) => closings.Count == 0
        ? Task.FromResult(0)
        : database.RunAsync(
            "forget windows",
            async (session, token) => (await session.ReadAsync(
                Sql["forget"],
                p => WithKeys(p, [.. closings.Select(c => c.Key)]).With(closings.Select(c => (DateTime?)c.SentAt.UtcDateTime).ToArray()),
                _ => 0,
                token).ConfigureAwait(false)).Count,
            cancellationToken);

    /// <summary>Removes a person's windows.</summary>
    public static Task EraseAsync(Session session, Guid contactId, CancellationToken cancellationToken) =>
        session.ReadAsync(Sql["erase"], p => p.With(contactId), _ => 0, cancellationToken);

    private static NpgsqlParameterCollection WithKeys(NpgsqlParameterCollection parameters, IReadOnlyList<WindowKey> keys) => parameters
        .With(keys.Select(k => k.ContactId).ToArray()).With(keys.Select(k => k.Channel.Name).ToArray()).With(keys.Select(k => k.Account).ToArray());
}

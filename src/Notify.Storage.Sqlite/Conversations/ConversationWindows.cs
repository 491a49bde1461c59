using Notify.Conversations;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Conversations;

/// <summary>Windows in SQLite.</summary>
internal sealed class ConversationWindows(SqliteDatabase database) : IConversationWindows
{
    public Task OpenAsync(IReadOnlyList<WindowOpening> openings, CancellationToken cancellationToken) => openings.Count == 0
        ? Task.CompletedTask
        : database.WriteAsync("open windows", session => Open(session, openings), cancellationToken);

    public Task<IReadOnlyList<DateTimeOffset?>> ReadAsync(IReadOnlyList<WindowKey> keys, CancellationToken cancellationToken) => keys.Count == 0
        ? Task.FromResult<IReadOnlyList<DateTimeOffset?>>([])
        : database.ReadAsync("read windows", session => Read(session, keys), cancellationToken);

    public Task<int> ForgetAsync(IReadOnlyList<WindowClosing> closings, CancellationToken cancellationToken) => closings.Count == 0
        ? Task.FromResult(0)
        : database.WriteAsync("forget windows", session => closings.Sum(c => session.Windows.Forget(c)), cancellationToken);

    private static int Open(Session session, IReadOnlyList<WindowOpening> openings)
    {
        foreach (var opening in openings)
        {
            session.Windows.Open(opening, session.Now);
        }

        return openings.Count;
    }

    private static IReadOnlyList<DateTimeOffset?> Read(Session session, IReadOnlyList<WindowKey> keys) => [.. keys.Select(k => session.Windows.Find(k))];
}

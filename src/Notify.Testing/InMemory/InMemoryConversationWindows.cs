using Notify.Conversations;

namespace Notify.Testing.InMemory;

/// <summary>Keeps when people last wrote.</summary>
internal sealed class InMemoryConversationWindows(InMemoryState state) : IConversationWindows
{
    public Task OpenAsync(IReadOnlyList<WindowOpening> openings, CancellationToken cancellationToken) => state.TransactAsync(
        now =>
        {
            foreach (var (key, at) in openings)
            {
                var time = at is { } given && given < now ? given : now;
                if (!state.Windows.TryGetValue(key, out var known) || known < time)
                {
                    state.Windows[key] = time;
                }
            }

            return openings.Count;
        },
        cancellationToken);

    public Task<IReadOnlyList<DateTimeOffset?>> ReadAsync(IReadOnlyList<WindowKey> keys, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<DateTimeOffset?>>(
            _ => [.. keys.Select(k => state.Windows.TryGetValue(k, out var at) ? at : (DateTimeOffset?)null)], cancellationToken);

    public Task<int> ForgetAsync(IReadOnlyList<WindowClosing> closings, CancellationToken cancellationToken) => state.TransactAsync(
        _ => closings.Count(c => state.Windows.TryGetValue(c.Key, out var at) && at <= c.SentAt && state.Windows.Remove(c.Key)), cancellationToken);
}

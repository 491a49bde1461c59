using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Inbox;

/// <summary>What erasure and retention do to the inbox.</summary>
internal static class InboxRows
{
    private static readonly SqlFile Webhooks = SqlFile.Of("Inbox/webhook");
    private static readonly SqlFile Messages = SqlFile.Of("Inbox/inbound");

    /// <summary>Empties a person's messages; nobody handles them any more.</summary>
    public static Task EraseAsync(Session session, Guid contactId, string reason, CancellationToken cancellationToken) =>
        session.ReadAsync(Messages["erase"], p => p.With(contactId).With(reason), _ => 0, cancellationToken);

    /// <summary>Removes what is that old and waits for nobody.</summary>
    /// <returns>Whether there may be more.</returns>
    public static async Task<bool> RemoveAsync(Session session, TimeSpan age, int limit, CancellationToken cancellationToken)
    {
        var messages = await session.ReadAsync(Messages["remove_old"], p => p.With(age).With(limit), r => r.GetInt32(0), cancellationToken).ConfigureAwait(false);
        var webhooks = await session.ReadAsync(Webhooks["remove_old"], p => p.With(age).With(limit), r => r.GetInt32(0), cancellationToken).ConfigureAwait(false);
        return messages[0] == limit || webhooks[0] == limit;
    }
}

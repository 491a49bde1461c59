using Notify.Conversations;

namespace Notify.Sessions;

/// <summary>Tells which keys of a session's context Notify writes itself. Thread-safe; a singleton.</summary>
public sealed class SessionKeys
{
    /// <summary>What keys begin with that are of use to Notify alone.</summary>
    public const string Private = "notify.";

    private readonly ConversationBook _book;

    internal SessionKeys(ConversationBook book) => _book = book;

    /// <summary>Whether others had better leave a key alone: those that begin with <see cref="Private"/> or <c>call:</c>, and the names of conversations, where their state is.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="key">The key.</param>
    public bool IsReserved(string tenant, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.StartsWith(Private, StringComparison.Ordinal) || key.StartsWith(Calls.KeyPrefix, StringComparison.Ordinal) || _book.HasNamed(tenant, key);
    }
}

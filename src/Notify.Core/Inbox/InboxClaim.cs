namespace Notify.Inbox;

/// <summary>Asks for work.</summary>
/// <param name="Limit">The most to claim.</param>
/// <param name="Lease">How long it is held.</param>
/// <param name="MostBytes">Of webhooks: the most that the bodies may come to together; one is given however long it is. Default 16 MB.</param>
public readonly record struct InboxClaim(int Limit, TimeSpan Lease, long MostBytes = InboxClaim.DefaultMostBytes)
{
    /// <summary>Five bodies of the longest that are taken in.</summary>
    public const long DefaultMostBytes = 16 * 1024 * 1024;
}

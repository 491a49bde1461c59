namespace Notify.WhatsApp.Approvals;

/// <summary>What a read of an account's template approvals came to.</summary>
/// <param name="Account">The account.</param>
/// <param name="Templates">How many approvals were stored; a template counts once per language.</param>
/// <param name="Skipped">How many had a status Notify does not know, or no name; they were left as they are.</param>
/// <param name="Problem">Why it failed, masked; nothing was stored then. Null where it worked.</param>
public sealed record WhatsAppSyncResult(string Account, int Templates, int Skipped, string? Problem)
{
    /// <summary>Whether the approvals are stored.</summary>
    public bool Succeeded => Problem is null;
}

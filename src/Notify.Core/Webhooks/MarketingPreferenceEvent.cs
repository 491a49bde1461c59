using Notify.Contacts;

namespace Notify.Webhooks;

/// <summary>A person told the provider whether they want marketing from this account.</summary>
/// <param name="From">The person.</param>
/// <param name="AllowsMarketing">Whether they want it.</param>
public sealed record MarketingPreferenceEvent(Address From, bool AllowsMarketing) : AccountEvent
{
    /// <summary>All addresses of theirs that came with it, where there is another than <see cref="From"/>; they become those of one contact.</summary>
    public LinkedAddresses Linked { get; init; } = LinkedAddresses.None;
}

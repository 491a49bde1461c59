using Notify.Contacts;

namespace Notify.Webhooks;

/// <summary>A person told the provider whether they want marketing from this account.</summary>
/// <param name="From">The person.</param>
/// <param name="AllowsMarketing">Whether they want it.</param>
public sealed record MarketingPreferenceEvent(Address From, bool AllowsMarketing) : AccountEvent;

namespace Notify.Contacts;

/// <summary>A person wants nothing over one channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="At">Since when.</param>
/// <param name="Reason">Why, as recorded then.</param>
public sealed record ChannelOptOut(Channel Channel, DateTimeOffset At, string Reason);

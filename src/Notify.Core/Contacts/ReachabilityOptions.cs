namespace Notify.Contacts;

/// <summary>What is remembered of where people can be reached. Section <c>Reachability</c>.</summary>
public sealed class ReachabilityOptions
{
    /// <summary>How long a person of whom the provider said that they are not on a channel is believed not to be. Default 30 days; 1 hour to 365 days.</summary>
    public TimeSpan NotOnChannelFor { get; set; } = TimeSpan.FromDays(30);
}

namespace Notify.Plans;

/// <summary>The channel that takes another's place, and when. Made by <see cref="ChannelPlan.FallbackTo"/>.</summary>
public sealed record Fallback
{
    /// <summary>The shortest time that may be waited for: 1 second.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The longest time that may be waited for: 7 days.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    internal Fallback(Channel channel, TimeSpan after, TimeSpan? unsentAfter)
    {
        Channel = channel;
        After = InRange(after, nameof(after));
        UnsentAfter = unsentAfter is { } wait ? InRange(wait, nameof(unsentAfter)) : null;
    }

    /// <summary>The channel.</summary>
    public Channel Channel { get; }

    /// <summary>How long delivery is waited for once the provider has accepted the message.</summary>
    public TimeSpan After { get; }

    /// <summary>How long the message may go unsent from the time it is due; null for as long as it takes.</summary>
    public TimeSpan? UnsentAfter { get; }

    private static TimeSpan InRange(TimeSpan value, string name) => value >= Shortest && value <= Longest
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Give {name} as {Shortest.TotalSeconds:0} second to {Longest.TotalDays:0} days.");
}

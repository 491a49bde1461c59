using Notify.Plans;

namespace Notify;

/// <summary>
/// Over which channels a notification goes: one, several at the same time (<see cref="And"/>), or one with another that takes its place
/// (<see cref="FallbackTo"/>). Each channel gets a delivery of its own; one failing does not hold another.
/// </summary>
public sealed class ChannelPlan
{
    private readonly Channel[] _channels;

    private ChannelPlan(Channel[] channels, Fallback? fallback = null) => (_channels, Fallback) = (channels, fallback);

    /// <summary>WhatsApp only.</summary>
    public static ChannelPlan WhatsApp { get; } = Of(Channel.WhatsApp);

    /// <summary>SMS only.</summary>
    public static ChannelPlan Sms { get; } = Of(Channel.Sms);

    /// <summary>The channels used at once, in the order they were named; at least one, none twice. The fallback is not among them.</summary>
    public IReadOnlyList<Channel> Channels => _channels;

    /// <summary>What takes the channel's place where it does not reach the person; null for nothing.</summary>
    public Fallback? Fallback { get; }

    /// <summary>A plan of one channel.</summary>
    public static ChannelPlan Of(Channel channel) => new([Named(channel)]);

    /// <summary>The same plan with one more channel, used at the same time as the others.</summary>
    /// <exception cref="InvalidOperationException">The plan has a fallback.</exception>
    public ChannelPlan And(Channel channel)
    {
        var named = Named(channel);
        if (Fallback is { } fallback)
        {
            throw new InvalidOperationException(
                $"This plan falls back to {fallback.Channel}; channels used at the same time take no fallback. Queue a second notification for {named}.");
        }

        return _channels.Contains(named) ? this : new ChannelPlan([.. _channels, named]);
    }

    /// <summary>
    /// The same plan with another channel that takes this one's place, once, where the provider rejects the message or all attempts fail, where it is not
    /// delivered in time, or where it cannot be sent in time. It goes around no opt-out, and around no policy's block but two: free text in a closed 24-hour
    /// window, and a person who is known not to be on the channel.
    /// </summary>
    /// <param name="channel">The other channel.</param>
    /// <param name="after">How long delivery is waited for once the provider has accepted the message; 1 second to 7 days.</param>
    /// <param name="unsentAfter">
    /// How long it may go unsent from the time it is due, for instance behind a closed gate; 1 second to 7 days. Quiet hours do not count. Null to wait for as
    /// long as it takes.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A time is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The plan has more than one channel, has a fallback already, or falls back to itself.</exception>
    public ChannelPlan FallbackTo(Channel channel, TimeSpan after, TimeSpan? unsentAfter = null)
    {
        var named = Named(channel);
        if (_channels.Length > 1 || Fallback is not null || _channels[0] == named)
        {
            throw new InvalidOperationException(
                $"A plan of one channel takes one fallback, to another channel; this one is {this}. Start from ChannelPlan.Of with the channel to try first.");
        }

        return new ChannelPlan(_channels, new Fallback(named, after, unsentAfter));
    }

    /// <summary>The plan in words, such as <c>whatsapp, else sms</c>.</summary>
    public override string ToString() => string.Join(" and ", _channels) + (Fallback is { } fallback ? $", else {fallback.Channel}" : "");

    private static Channel Named(Channel channel) =>
        channel.Name.Length > 0 ? channel : throw new ArgumentException("Name the channel.", nameof(channel));
}

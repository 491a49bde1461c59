namespace Notify;

/// <summary>Over which channels a notification goes. Each channel gets a delivery of its own; one failing does not hold another.</summary>
public sealed class ChannelPlan
{
    private readonly Channel[] _channels;

    private ChannelPlan(Channel[] channels) => _channels = channels;

    /// <summary>WhatsApp only.</summary>
    public static ChannelPlan WhatsApp { get; } = Of(Channel.WhatsApp);

    /// <summary>SMS only.</summary>
    public static ChannelPlan Sms { get; } = Of(Channel.Sms);

    /// <summary>The channels, in the order they were named; at least one, none twice.</summary>
    public IReadOnlyList<Channel> Channels => _channels;

    /// <summary>A plan of one channel.</summary>
    public static ChannelPlan Of(Channel channel) => new([Named(channel)]);

    /// <summary>The same plan with one more channel, used at the same time as the others.</summary>
    public ChannelPlan And(Channel channel) =>
        _channels.Contains(Named(channel)) ? this : new ChannelPlan([.. _channels, channel]);

    private static Channel Named(Channel channel) =>
        channel.Name.Length > 0 ? channel : throw new ArgumentException("Name the channel.", nameof(channel));
}

using System.Globalization;

namespace Notify.Contacts;

/// <summary>The channels a person opted out of, one by one. Immutable; equal where they say the same.</summary>
public sealed record ChannelOptOuts
{
    private const char Separator = '\n';

    // A line each: channel, microseconds since 1970, reason; sorted, so that the same opt-outs are the same text.
    private readonly string _text;

    private ChannelOptOuts(string text) => _text = text;

    /// <summary>Of no channel.</summary>
    public static ChannelOptOuts None { get; } = new("");

    /// <summary>When and why the person opted out of a channel; null if they did not.</summary>
    public ChannelOptOut? Find(Channel channel)
    {
        // Nearly nobody opts out of one channel only: asked for each notification, this allocates nothing then.
        if (_text.Length == 0)
        {
            return null;
        }

        foreach (var optOut in All())
        {
            if (optOut.Channel == channel)
            {
                return optOut;
            }
        }

        return null;
    }

    /// <summary>All of them, by channel.</summary>
    public IReadOnlyList<ChannelOptOut> All() => _text.Length == 0 ? [] : [.. _text.Split(Separator).Select(Read)];

    /// <summary>These and one more; as it was where that channel is among them.</summary>
    public ChannelOptOuts With(ChannelOptOut optOut)
    {
        ArgumentNullException.ThrowIfNull(optOut);
        return Find(optOut.Channel) is null ? Of([.. All(), optOut]) : this;
    }

    /// <summary>These but for one channel's.</summary>
    public ChannelOptOuts Without(Channel channel) => Find(channel) is null ? this : Of(All().Where(o => o.Channel != channel));

    /// <summary>Opt-outs as a store keeps them.</summary>
    /// <param name="text">What <see cref="ToString"/> gave; null or empty for none.</param>
    public static ChannelOptOuts Parse(string? text) => string.IsNullOrEmpty(text) ? None : new ChannelOptOuts(text);

    /// <summary>The opt-outs as a store keeps them: a line each, which begins with the channel's name and a space.</summary>
    public override string ToString() => _text;

    private static ChannelOptOuts Of(IEnumerable<ChannelOptOut> all)
    {
        var lines = all.OrderBy(o => o.Channel.Name, StringComparer.Ordinal).Select(o => string.Create(
            CultureInfo.InvariantCulture,
            $"{o.Channel.Name} {(o.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond} {o.Reason.ReplaceLineEndings(" ").Replace(Separator, ' ')}"));
        return Parse(string.Join(Separator, lines));
    }

    private static ChannelOptOut Read(string line)
    {
        var parts = line.Split(' ', 3);
        var at = DateTimeOffset.UnixEpoch.AddTicks(long.Parse(parts[1], CultureInfo.InvariantCulture) * TimeSpan.TicksPerMicrosecond);
        return new ChannelOptOut(new Channel(parts[0]), at, parts[2]);
    }
}

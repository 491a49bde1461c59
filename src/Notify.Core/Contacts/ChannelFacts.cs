using System.Globalization;

namespace Notify.Contacts;

/// <summary>
/// Over which channels a person is known to be reached or not, as results have shown. Immutable; equal where they say the same. A person is not reached over a
/// channel until a time, after which nothing is known any more; what reaches them holds until something shows otherwise.
/// </summary>
public sealed record ChannelFacts
{
    private const string Yes = "yes";

    // Channel, 'yes' or the second since 1970 up to which it is no; sorted, so that the same facts are the same text.
    private readonly string _text;

    private ChannelFacts(string text) => _text = text;

    /// <summary>Nothing is known.</summary>
    public static ChannelFacts None { get; } = new("");

    /// <summary>Whether the person is on a channel; null where nothing is known, or not any more.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="now">The store's time.</param>
    public bool? IsReachable(Channel channel, DateTimeOffset now)
    {
        foreach (var (name, value) in Parts())
        {
            if (string.Equals(name, channel.Name, StringComparison.Ordinal))
            {
                return value == Yes ? true
                    : DateTimeOffset.FromUnixTimeSeconds(long.Parse(value, CultureInfo.InvariantCulture)) > now ? false : null;
            }
        }

        return null;
    }

    /// <summary>The facts with the person reached over a channel.</summary>
    public ChannelFacts Reached(Channel channel) => With(channel, Yes);

    /// <summary>The facts with the person not on a channel, up to a time.</summary>
    public ChannelFacts NotReached(Channel channel, DateTimeOffset until) =>
        With(channel, until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>These facts, and of channels they say nothing of, what others say.</summary>
    public ChannelFacts Or(ChannelFacts others)
    {
        ArgumentNullException.ThrowIfNull(others);
        var facts = this;
        foreach (var (name, value) in others.Parts())
        {
            facts = facts.Parts().Any(p => p.Name == name) ? facts : facts.With(new Channel(name), value);
        }

        return facts;
    }

    /// <summary>Facts as a store keeps them.</summary>
    /// <param name="text">What <see cref="ToString"/> gave; null or empty for none.</param>
    public static ChannelFacts Parse(string? text) => string.IsNullOrEmpty(text) ? None : new ChannelFacts(text);

    /// <summary>The facts as a store keeps them: one short text.</summary>
    public override string ToString() => _text;

    private ChannelFacts With(Channel channel, string value)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, known) in Parts())
        {
            parts[name] = known;
        }

        parts[channel.Name] = value;
        return new ChannelFacts(string.Join(' ', parts.Select(p => $"{p.Key}:{p.Value}")));
    }

    private IEnumerable<(string Name, string Value)> Parts() => _text.Length == 0
        ? []
        : _text.Split(' ').Select(p => p.Split(':')).Where(p => p.Length == 2).Select(p => (p[0], p[1]));
}

using System.Text.RegularExpressions;

namespace Notify;

/// <summary>A way to reach a person. An open, named value: a package adds a channel by naming it, Core needs no change.</summary>
/// <remarks>Names are lower case, 1 to 32 characters of a-z, 0-9, '-' and '_', starting with a letter.</remarks>
public readonly partial record struct Channel
{
    private readonly string? _name;

    /// <summary>WhatsApp.</summary>
    public static readonly Channel WhatsApp = new("whatsapp");

    /// <summary>SMS.</summary>
    public static readonly Channel Sms = new("sms");

    /// <summary>Telephone calls: where sessions begin. Notify sends nothing over it.</summary>
    public static readonly Channel Voice = new("voice");

    /// <summary>Names a channel.</summary>
    /// <param name="name">Its name, for instance <c>whatsapp</c>.</param>
    /// <exception cref="ArgumentException">The name has characters other than a-z, 0-9, '-' and '_', or is too long.</exception>
    public Channel(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!NamePattern().IsMatch(name))
        {
            throw new ArgumentException(
                $"'{name}' is no channel name: use 1 to 32 of a-z, 0-9, '-' and '_', starting with a letter.", nameof(name));
        }

        _name = name;
    }

    /// <summary>The channel's name; empty for a default value.</summary>
    public string Name => _name ?? "";

    /// <inheritdoc/>
    public override string ToString() => Name;

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,31}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamePattern();
}

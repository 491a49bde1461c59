using System.Globalization;

namespace Notify.Sessions;

/// <summary>How far a reader of the message log has come, in what goes out and in what came in; null for not at all.</summary>
internal readonly record struct MessageCursor(Guid? Delivery, long? Inbound)
{
    private const char Separator = '.';

    /// <exception cref="ArgumentException">The text is none that <see cref="ToString"/> gave.</exception>
    public static MessageCursor Parse(string? after)
    {
        if (after is null)
        {
            return default;
        }

        var at = after.IndexOf(Separator, StringComparison.Ordinal);
        if (at >= 0 && TryDelivery(after[..at], out var delivery) && TryInbound(after[(at + 1)..], out var inbound))
        {
            return new MessageCursor(delivery, inbound);
        }

        throw new ArgumentException("Give the Next of a page of the message log, or null for the first page.", nameof(after));
    }

    public override string ToString() => $"{Delivery?.ToString("N")}{Separator}{Inbound?.ToString(CultureInfo.InvariantCulture)}";

    private static bool TryDelivery(string text, out Guid? id)
    {
        var isOne = Guid.TryParseExact(text, "N", out var given);
        id = isOne ? given : null;
        return isOne || text.Length == 0;
    }

    private static bool TryInbound(string text, out long? number)
    {
        var isOne = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given);
        number = isOne ? given : null;
        return isOne || text.Length == 0;
    }
}

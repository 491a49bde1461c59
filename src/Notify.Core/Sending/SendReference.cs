using System.Globalization;

namespace Notify.Sending;

/// <summary>Which send of which delivery; travels with the message as text of at most 36 characters: 32 hexadecimal digits and up to 4 decimal ones.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="SendNumber">The send, 1 to 9,999.</param>
public readonly record struct SendReference(Guid DeliveryId, int SendNumber)
{
    private const int IdLength = 32;

    /// <summary>The text that travels.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DeliveryId:N}{SendNumber}");

    /// <summary>Reads the text back; false for anything this type did not write.</summary>
    public static bool TryParse(string? text, out SendReference reference)
    {
        reference = default;
        if (text is null || text.Length is < IdLength + 1 or > IdLength + 4
            || !Guid.TryParseExact(text.AsSpan(0, IdLength), "N", out var id)
            || !int.TryParse(text.AsSpan(IdLength), NumberStyles.None, CultureInfo.InvariantCulture, out var send) || send == 0)
        {
            return false;
        }

        reference = new SendReference(id, send);
        return true;
    }
}

using System.Globalization;

namespace Notify.Sms.Mtn.Webhooks;

/// <summary>Reads times, whose form MTN does not document: ISO 8601, where no zone is named in UTC, or seconds or milliseconds since 1970.</summary>
internal static class MtnTime
{
    // Seconds of the year 5138, milliseconds of 1973: no number is both.
    private const long FirstMilliseconds = 100_000_000_000;

    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The time; null for what is none.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var milliseconds = number < FirstMilliseconds ? number * 1000 : number;
            return number > 0 && milliseconds <= Latest ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
    }
}

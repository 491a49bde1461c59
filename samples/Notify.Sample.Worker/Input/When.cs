using System.Globalization;
using System.Text.RegularExpressions;

namespace Notify.Sample.Worker.Input;

/// <summary>Times of the input file: absolute (ISO 8601 with its offset), or relative to the moment the line is read (<c>+90s</c>, <c>-5m</c>, <c>+2h</c>, <c>+3d</c>).</summary>
internal static partial class When
{
    public static bool TryRead(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        if (TryReadOffset(text, out var offset))
        {
            time = now + offset;
            return true;
        }

        return DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    public static bool TryReadOffset(string text, out TimeSpan offset)
    {
        var match = Pattern().Match(text);
        offset = default;
        if (!match.Success)
        {
            return false;
        }

        var number = int.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        offset = match.Groups["unit"].Value switch
        {
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
        offset = match.Groups["sign"].Value == "-" ? -offset : offset;
        return true;
    }

    /// <summary>A length of time: <c>5s</c>, <c>2m</c>, <c>1h</c>, <c>1d</c>.</summary>
    public static bool TryReadSpan(string text, out TimeSpan span) => TryReadOffset($"+{text}", out span);

    [GeneratedRegex("^(?<sign>[+-])(?<number>[0-9]{1,5})(?<unit>[smhd])$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();
}

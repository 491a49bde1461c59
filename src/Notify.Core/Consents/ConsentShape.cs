using System.Text.RegularExpressions;

namespace Notify.Consents;

/// <summary>What the parts of a consent may be.</summary>
internal static partial class ConsentShape
{
    private const int MaxSource = 200;
    private const int MaxProof = 2000;

    // Clocks differ; a consent dated tomorrow is a mistake, and would keep what comes today from counting.
    private static readonly TimeSpan MostAhead = TimeSpan.FromHours(1);

    public static bool IsTopic(string? topic) => topic is not null && TopicPattern().IsMatch(topic);

    /// <summary>Adds what is wrong.</summary>
    public static void Check(string? topic, string? source, DateTimeOffset? at, string? proof, DateTimeOffset now, List<NotificationError> errors)
    {
        if (!IsTopic(topic))
        {
            errors.Add(new("Topic", topic is null ? NotificationErrorCodes.Required : NotificationErrorCodes.Malformed, "Use 1 to 100 of a-z, 0-9, '.', '-' and '_'."));
        }

        if (source is not { Length: > 0 and <= MaxSource } || source.Any(char.IsControl))
        {
            errors.Add(new("Source", string.IsNullOrEmpty(source) ? NotificationErrorCodes.Required : NotificationErrorCodes.Malformed, $"Say where it was given, in 1 to {MaxSource} characters of plain text."));
        }

        if (at > now + MostAhead)
        {
            errors.Add(new("At", NotificationErrorCodes.Malformed, "It is to come; give the time at which it was given."));
        }

        if (proof is { Length: > MaxProof })
        {
            errors.Add(new("Proof", NotificationErrorCodes.TooLong, $"At most {MaxProof} characters; keep the document elsewhere and name it here."));
        }
        else if (proof is not null && (proof.Length == 0 || proof.Contains('\0', StringComparison.Ordinal)))
        {
            errors.Add(new("Proof", NotificationErrorCodes.Malformed, "Give text, or leave it null."));
        }
    }

    [GeneratedRegex("^[a-z0-9._-]{1,100}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TopicPattern();
}

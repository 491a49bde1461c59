namespace Notify.Contacts;

/// <summary>A change to a contact's preferences. What is null stays as it is.</summary>
public sealed record ContactPreferences
{
    /// <summary>The language, as a BCP 47 tag.</summary>
    public string? Locale { get; init; }

    /// <summary>The zone, an IANA name.</summary>
    public string? Zone { get; init; }

    /// <summary>New quiet hours.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>Set to take quiet hours away.</summary>
    public bool ClearQuietHours { get; init; }
}

namespace Notify.Contacts;

/// <summary>A change to a contact's preferences. What is null stays as it is.</summary>
public sealed record ContactPreferences
{
    /// <summary>The language, as a BCP 47 tag.</summary>
    public string? Locale { get; init; }

    /// <summary>The zone, an IANA name.</summary>
    public string? Zone { get; init; }

    /// <summary>Whether they may be sent SMS.</summary>
    public bool? AllowsSms { get; init; }

    /// <summary>Whether they may be sent marketing.</summary>
    public bool? AllowsMarketing { get; init; }

    /// <summary>
    /// When they said so of marketing, where it is told later; a time yet to come counts as now. A word older than <see cref="Contact.MarketingAt"/> changes nothing, and of
    /// two of one time the stop holds. Null: it is said now, and holds.
    /// </summary>
    public DateTimeOffset? MarketingAt { get; init; }

    /// <summary>The channel they prefer.</summary>
    public Channel? PreferredChannel { get; init; }

    /// <summary>New quiet hours.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>Set to take quiet hours away.</summary>
    public bool ClearQuietHours { get; init; }

    /// <summary>The contact with these preferences. Pure; stores call it.</summary>
    /// <param name="contact">The contact as it is; an erased one stays so.</param>
    /// <param name="now">The store's time.</param>
    public Contact ApplyTo(Contact contact, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(contact);
        if (contact.IsErased)
        {
            return contact;
        }

        var at = MarketingAt < now ? MarketingAt.Value : now;
        var isNews = AllowsMarketing is { } allows
            && (MarketingAt is null || contact.MarketingAt is not { } kept || at > kept || (at == kept && !allows));
        return contact with
        {
            Locale = Locale ?? contact.Locale,
            Zone = Zone ?? contact.Zone,
            QuietHours = ClearQuietHours ? null : QuietHours ?? contact.QuietHours,
            AllowsSms = AllowsSms ?? contact.AllowsSms,
            AllowsMarketing = isNews ? AllowsMarketing!.Value : contact.AllowsMarketing,
            MarketingAt = isNews ? at : contact.MarketingAt,
            PreferredChannel = PreferredChannel ?? contact.PreferredChannel,
        };
    }
}

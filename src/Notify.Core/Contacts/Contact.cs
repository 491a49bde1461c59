namespace Notify.Contacts;

/// <summary>What one tenant knows of a person. Immutable.</summary>
public sealed record Contact
{
    /// <summary>A random id; logs, audit and history hold this and never an address.</summary>
    public required Guid Id { get; init; }

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The address it was first seen under.</summary>
    public required Address Address { get; init; }

    /// <summary>All addresses known to be this person's, in the order in which they were learned of; empty where there is the one only.</summary>
    public LinkedAddresses Linked { get; init; } = LinkedAddresses.None;

    /// <summary>When the person opted out of everything; null if they did not.</summary>
    public DateTimeOffset? OptedOutAt { get; init; }

    /// <summary>Why, as recorded then.</summary>
    public string? OptOutReason { get; init; }

    /// <summary>The channels they opted out of one by one.</summary>
    public ChannelOptOuts ChannelOptOuts { get; init; } = ChannelOptOuts.None;

    /// <summary>When the person does not want to be disturbed; null if never asked for.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>The language they prefer, as a BCP 47 tag.</summary>
    public string? Locale { get; init; }

    /// <summary>The time zone they live in, an IANA name.</summary>
    public string? Zone { get; init; }

    /// <summary>Whether they may be sent SMS. Default: yes.</summary>
    public bool AllowsSms { get; init; } = true;

    /// <summary>Whether they may be sent marketing: templates of <see cref="Templates.TemplateCategory.Marketing"/>. Default: yes.</summary>
    public bool AllowsMarketing { get; init; } = true;

    /// <summary>When they last said so, or somebody for them; null if never. An older word that comes later changes nothing.</summary>
    public DateTimeOffset? MarketingAt { get; init; }

    /// <summary>The channel they prefer, used where a notification names none; null if never asked for.</summary>
    public Channel? PreferredChannel { get; init; }

    /// <summary>The channel over which they last wrote; null if they never did.</summary>
    public Channel? LastChannel { get; init; }

    /// <summary>Over which channels they are known to be reached or not.</summary>
    public ChannelFacts Facts { get; init; } = ChannelFacts.None;

    /// <summary>Whether the person's data was erased. Opted out then too, until they opt in again.</summary>
    public bool IsErased => Address.Kind == Address.ErasedKind;

    /// <summary>All their addresses, the one learned of last at the end; one at least.</summary>
    public IReadOnlyList<Address> Addresses() => Linked.IsEmpty ? [Address] : Linked.All();

    /// <summary>The address of a kind that was learned of last; null where none is known.</summary>
    /// <param name="kind">The kind, for instance <see cref="Address.PhoneKind"/>.</param>
    public Address? AddressOf(string kind) => Linked.Newest(kind) ?? (Address.Kind == kind ? Address : null);

    /// <summary>Whether they opted out of everything.</summary>
    public bool IsOptedOut => OptedOutAt is not null;

    /// <summary>Whether they may not be written to over a channel: they opted out of it, or of everything.</summary>
    public bool IsOptedOutOf(Channel channel) => IsOptedOut || ChannelOptOuts.Find(channel) is not null;
}

using Notify.Contacts;
using Notify.Diagnostics;
using Notify.Gates;

namespace Notify.Outcomes;

/// <summary>What a provider said of one send. Expected failures are values like this one; an exception from a sender means a bug.</summary>
public sealed record Outcome
{
    internal const int LongestId = 500;

    private const int LongestCode = 100;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    /// <summary>What it said.</summary>
    public required OutcomeClass Class { get; init; }

    /// <summary>What it speaks of. Default: this delivery.</summary>
    public OutcomeScope Scope { get; init; }

    /// <summary>How long the provider asks to wait (Retry-After, time to regain access); wins over the computed delay. Zero and less count as not said, more than
    /// seven days as seven. Null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    // "Retry-After: 0" asks for nothing, and taken at its word would have a closed account called without a pause.
    internal TimeSpan? AsksToWait => RetryAfter is { } wait && wait > TimeSpan.Zero ? (wait < LongestWait ? wait : LongestWait) : null;

    /// <summary>The provider's code, as text; <c>network</c>, <c>timeout</c> and <c>unreadable</c> where it gave none.</summary>
    public string? Code { get; init; }

    /// <summary>The provider's words, masked.</summary>
    public string? Detail { get; init; }

    /// <summary>What mends it.</summary>
    public string? Remedy { get; init; }

    /// <summary>Whether time mends it or a person has to. Matters where it speaks of more than one message. Default: itself.</summary>
    public Mending Mends { get; init; }

    /// <summary>The provider's id of the message, where accepted.</summary>
    public string? ProviderMessageId { get; init; }

    /// <summary>Another address of the person, where the provider's answer named it. It becomes one of the contact's. Null for none.</summary>
    public Address? AlsoKnownAs { get; init; }

    /// <summary>For rejected: the person is not on this channel. It is remembered with the contact for a while.</summary>
    public bool IsNotOnChannel { get; init; }

    /// <summary>Refused because the person's service window is closed, whatever we believed. The window is forgotten.</summary>
    public bool IsWindowClosed { get; init; }

    /// <summary>Refused because the person has stopped marketing from this business. Whatever the class, it is never sent again, no other channel goes around it,
    /// and the contact's <see cref="Contacts.Contact.AllowsMarketing"/> becomes false.</summary>
    public bool IsMarketingOptOut { get; init; }

    /// <summary>Refused because the business has blocked the person. Whatever the class, it is never sent again, and no other channel goes around it.</summary>
    public bool IsPersonBlocked { get; init; }

    /// <summary>Taken.</summary>
    public static Outcome Accepted(string? providerMessageId) => new() { Class = OutcomeClass.Accepted, ProviderMessageId = providerMessageId };

    /// <summary>It may have been taken.</summary>
    public static Outcome Unknown(string code, string? detail) => new() { Class = OutcomeClass.Unknown, Code = code, Detail = detail };

    /// <summary>Refused for good.</summary>
    public static Outcome Rejected(string code, string? detail) => new() { Class = OutcomeClass.Rejected, Code = code, Detail = detail };

    /// <summary>As it may be kept: masked, and in words every store can keep.</summary>
    internal Outcome ToKeep()
    {
        var (code, detail, id) = (Mask.Storable(Code, LongestCode), Mask.Detail(Detail), Mask.Storable(ProviderMessageId, LongestId));
        return ReferenceEquals(code, Code) && ReferenceEquals(detail, Detail) && ReferenceEquals(id, ProviderMessageId)
            ? this
            : this with { Code = code, Detail = detail, ProviderMessageId = id };
    }
}

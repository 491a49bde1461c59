using System.Buffers;
using Notify.Diagnostics;

namespace Notify.Contacts;

/// <summary>Where a person is reached: a kind and a value. Printing it prints it masked.</summary>
/// <param name="Kind">What the value is, for instance <c>phone</c>; several channels may share a kind.</param>
/// <param name="Value">The value, normalised: for a phone, E.164 with its '+'.</param>
public readonly record struct Address(string Kind, string Value)
{
    private const int MinUserId = 4;
    private const int MaxUserId = 131;

    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // What a channel takes that says nothing else.
    internal static readonly string[] PhoneOnly = [PhoneKind];

    /// <summary>The kind of a phone number.</summary>
    public const string PhoneKind = "phone";

    /// <summary>The kind of a WhatsApp user's id: Meta's business-scoped user id (BSUID), which stands for people whose phone number a business does not see.</summary>
    public const string WhatsAppUserKind = "whatsapp-user";

    /// <summary>The kind that stands in the place of an erased person's address.</summary>
    public const string ErasedKind = "erased";

    /// <summary>A phone number, already in E.164 with its '+'.</summary>
    public static Address Phone(string e164) => new(PhoneKind, e164);

    /// <summary>A WhatsApp user's id, such as <c>US.13491208655302741918</c>; the same person has another one for each business portfolio.</summary>
    public static Address WhatsAppUser(string id) => new(WhatsAppUserKind, id);

    /// <summary>Whether a text has the shape of a WhatsApp user's id: the two capital letters of a country, a dot, 1 to 128 letters and digits. Meta: "Business-scoped user IDs".</summary>
    public static bool IsWhatsAppUser(string? value) =>
        value is { Length: >= MinUserId and <= MaxUserId }
        && char.IsAsciiLetterUpper(value[0]) && char.IsAsciiLetterUpper(value[1]) && value[2] == '.'
        && !value.AsSpan(3).ContainsAnyExcept(LettersAndDigits);

    /// <summary>The address masked.</summary>
    public override string ToString() => Mask.Address(Value);
}

using Notify.Diagnostics;

namespace Notify.Contacts;

/// <summary>Where a person is reached: a kind and a value. Printing it prints it masked.</summary>
/// <param name="Kind">What the value is, for instance <c>phone</c>; several channels may share a kind.</param>
/// <param name="Value">The value, normalised: for a phone, E.164 with its '+'.</param>
public readonly record struct Address(string Kind, string Value)
{
    /// <summary>The kind of a phone number.</summary>
    public const string PhoneKind = "phone";

    /// <summary>The kind that stands in the place of an erased person's address.</summary>
    public const string ErasedKind = "erased";

    /// <summary>A phone number, already in E.164 with its '+'.</summary>
    public static Address Phone(string e164) => new(PhoneKind, e164);

    /// <summary>The address masked.</summary>
    public override string ToString() => Mask.Address(Value);
}

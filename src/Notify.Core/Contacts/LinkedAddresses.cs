namespace Notify.Contacts;

/// <summary>
/// The addresses of one person, such as a phone number and a WhatsApp user's id, in the order in which they were learned of: of two of a kind the later one is
/// where they are now. Immutable; equal where they are the same in the same order. Printing it prints none of them.
/// </summary>
public sealed record LinkedAddresses
{
    // A kind, a space, a value, and a line's end between two: neither kinds nor addresses have any.
    private readonly string _text;

    private LinkedAddresses(string text) => _text = text;

    /// <summary>None: the contact has one address only.</summary>
    public static LinkedAddresses None { get; } = new("");

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>Addresses in an order.</summary>
    public static LinkedAddresses Of(IEnumerable<Address> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        return Parse(string.Join('\n', addresses.Select(a => $"{a.Kind} {a.Value}")));
    }

    /// <summary>Addresses as a store keeps them.</summary>
    /// <param name="text">What <see cref="ToStored"/> gave; null or empty for none.</param>
    public static LinkedAddresses Parse(string? text) => string.IsNullOrEmpty(text) ? None : new LinkedAddresses(text);

    /// <summary>The addresses as a store keeps them, in one text; null for none. Personal data.</summary>
    public string? ToStored() => IsEmpty ? null : _text;

    /// <summary>The addresses, the one learned of last at the end.</summary>
    public IReadOnlyList<Address> All() => IsEmpty ? [] : [.. _text.Split('\n').Select(Read)];

    /// <summary>The address of a kind that was learned of last; null where there is none.</summary>
    public Address? Newest(string kind)
    {
        foreach (var address in IsEmpty ? [] : All().Reverse())
        {
            if (address.Kind == kind)
            {
                return address;
            }
        }

        return null;
    }

    /// <summary>How many there are.</summary>
    public override string ToString() => $"{All().Count} addresses";

    private static Address Read(string line)
    {
        var end = line.IndexOf(' ', StringComparison.Ordinal);
        var kind = line[..end];
        return new Address(kind is Address.PhoneKind ? Address.PhoneKind : kind, line[(end + 1)..]);
    }
}

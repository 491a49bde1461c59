namespace Notify.Contacts;

/// <summary>Reads phone numbers as a country's networks write them, without the country code: for readers of a provider that does so. Thread-safe.</summary>
public sealed class NationalNumbers
{
    private readonly Market _market;

    /// <summary>Reads a country's numbers.</summary>
    /// <param name="country">Its ISO 3166 code, one of <see cref="Countries"/>, such as <c>RW</c>.</param>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public NationalNumbers(string country) => _market = Markets.Find(country)
        ?? throw new ArgumentException($"'{country}' is no country whose numbers are known. Write one of {string.Join(", ", Countries)}.", nameof(country));

    /// <summary>The ISO 3166 codes of the countries whose numbers are known.</summary>
    public static IReadOnlyList<string> Countries => Markets.Regions;

    /// <summary>
    /// Reads what begins with 0, as it is dialled in the country (<c>0788 123 456</c>, <c>00250788123456</c>), or is a mobile number of the country as it stands
    /// (<c>788123456</c>).
    /// </summary>
    /// <param name="text">What the provider wrote.</param>
    /// <returns>The address; null for what is written otherwise, with a country code for instance, and for what is no number.</returns>
    public Address? Read(string? text) =>
        text is { Length: > 0 } && (text[0] == '0' || _market.IsMobile(text)) && Recipients.Parse(text, _market, out var address) is null ? address : null;
}

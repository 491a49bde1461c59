using System.Text.RegularExpressions;

namespace Notify.Contacts;

/// <summary>How a country numbers its phones.</summary>
internal sealed class Market
{
    private readonly Lazy<Regex> _mobile;
    private readonly int _lengths;

    /// <summary>Names a market.</summary>
    /// <param name="region">ISO 3166 code.</param>
    /// <param name="name">The country's name, for errors.</param>
    /// <param name="countryCode">Digits after the '+'.</param>
    /// <param name="trunk">Whether '0' is dialled before a number within the country and is no part of it.</param>
    /// <param name="lengths">How many digits a number has after the country code.</param>
    /// <param name="mobile">What mobile numbers look like, without the country code.</param>
    public Market(string region, string name, string countryCode, bool trunk, int[] lengths, string mobile)
    {
        Region = region;
        Name = name;
        CountryCode = countryCode;
        HasTrunk = trunk;
        Lengths = lengths;
        _lengths = lengths.Aggregate(0, static (bits, length) => bits | (1 << length));
        _mobile = new(() => new Regex($"^(?:{mobile})\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1)));
    }

    public string Region { get; }

    public string Name { get; }

    public string CountryCode { get; }

    public bool HasTrunk { get; }

    public IReadOnlyList<int> Lengths { get; }

    /// <summary>What is dialled before a country code, where that is not 00; longest first.</summary>
    public IReadOnlyList<string> InternationalPrefixes { get; init; } = [];

    /// <summary>How the country's numbers of eight digits are written now; null where there are none.</summary>
    public string? EightDigitRemedy { get; init; }

    /// <summary>What numbers of eight digits begin with that are still right.</summary>
    public char EightDigitStart { get; init; }

    /// <summary>How many digits a number has that does begin with 0 though the trunk prefix is 0 too; no other has as many. 0 where there are none.</summary>
    public int ZeroLength { get; init; }

    /// <summary>Whether a number, without the country code, has a length it may have.</summary>
    public bool Fits(ReadOnlySpan<char> national) => HasTrunk && national.StartsWith('0')
        ? national.Length == ZeroLength
        : national.Length != ZeroLength && (_lengths >> national.Length & 1) != 0;

    public bool IsMobile(ReadOnlySpan<char> national) => _mobile.Value.IsMatch(national);

    public bool IsOutdated(ReadOnlySpan<char> national) => EightDigitRemedy is not null && national.Length == 8 && national[0] != EightDigitStart;
}

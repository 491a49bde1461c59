using System.Collections.Frozen;

namespace Notify.Contacts;

/// <summary>
/// The numbering of MTN's markets and two beside them, taken from libphonenumber's PhoneNumberMetadata.xml at commit f7e3e88 of 2026-07-17 (Copyright (c) The Libphonenumber
/// Authors, Apache License 2.0; see THIRD-PARTY-NOTICES.md), cut down to lengths and mobile numbers. Numbers of other countries are only checked for E.164.
/// </summary>
internal static class Markets
{
    private static readonly FrozenDictionary<string, Market> ByRegion = FrozenDictionary.Create(
        StringComparer.OrdinalIgnoreCase, Read().Select(m => KeyValuePair.Create(m.Region, m)).ToArray());

    // By the first three digits.
    private static readonly Market?[] ByStart = Index();

    /// <summary>The regions, by name.</summary>
    public static IReadOnlyList<string> Regions { get; } = [.. ByRegion.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A market by its ISO 3166 code; null where it is none of these.</summary>
    public static Market? Find(string? region) => region is null ? null : ByRegion.GetValueOrDefault(region);

    /// <summary>The market of a number in E.164 form; null where it is none of these.</summary>
    public static Market? Of(ReadOnlySpan<char> number) => ByStart[((number[1] - '0') * 100) + ((number[2] - '0') * 10) + number[3] - '0'];

    private static Market?[] Index()
    {
        var index = new Market?[1000];
        foreach (var market in ByRegion.Values)
        {
            var width = market.CountryCode.Length == 3 ? 1 : 10;
            var first = int.Parse(market.CountryCode, System.Globalization.CultureInfo.InvariantCulture) * width;
            index.AsSpan(first, width).Fill(market);
        }

        return index;
    }

    private static Market[] Read() =>
    [
        new("BJ", "Benin", "229", false, [8, 10], @"01(?:2[5-9]|[4-69]\d)\d{6}")
        {
            EightDigitRemedy = "Numbers of Benin have ten digits after +229 since 30 November 2024: write 01 before the old eight.", EightDigitStart = '8',
        },
        new("CG", "the Congo", "242", false, [9], @"026(?:1[0-5]|6[6-9])\d{4}|0(?:[14-6]\d\d|2(?:40|5[5-8]|6[07-9]))\d{5}"),
        new("CI", "Côte d'Ivoire", "225", false, [10], @"0[157]\d{8}")
        {
            EightDigitRemedy = "Numbers of Côte d'Ivoire have ten digits after +225 since 31 January 2021: write the two of the operator before the old eight, 05 for MTN, 07 for Orange, 01 for Moov.",
        },
        new("CM", "Cameroon", "237", false, [8, 9], @"(?:24[23]|6(?:[25-9]\d|4[0-2]))\d{6}"),
        new("GH", "Ghana", "233", true, [8, 9], @"(?:2(?:[0346-9]\d|5[67])|5(?:[03-7]\d|9[1-9]))\d{6}"),
        new("GN", "Guinea", "224", false, [8, 9], @"6[0-356]\d{7}"),
        new("GW", "Guinea-Bissau", "245", false, [7, 9], @"9(?:5\d|6[569]|77)\d{6}"),
        new("KE", "Kenya", "254", true, [7, 8, 9, 10], @"(?:1(?:0[0-8]|[18]\d|2[014]|30|4[0-5])|7\d\d)\d{6}")
        {
            InternationalPrefixes = ["000"],
        },
        new("LR", "Liberia", "231", true, [7, 8, 9], @"(?:(?:(?:22|33)0|555|7(?:6[01]|7\d)|88\d)\d|4(?:240|[67]))\d{5}|[56]\d{6}"),
        new("NG", "Nigeria", "234", true, [10, 11, 12], @"(?:702[0-24-9]|819[01])\d{6}|(?:7(?:0[13-9]|[12]\d)|8(?:0[1-9]|1[0-8])|9(?:0[1-9]|1[1-6]))\d{7}")
        {
            InternationalPrefixes = ["009"],
        },
        new("RW", "Rwanda", "250", true, [9], @"7[237-9]\d{7}")
        {
            ZeroLength = 8,
        },
        new("SS", "South Sudan", "211", true, [9], @"(?:12|9[1257-9])\d{7}"),
        new("SZ", "Eswatini", "268", false, [8, 9], @"7[5-9]\d{6}"),
        new("TZ", "Tanzania", "255", true, [9], @"(?:6[1-35-9]|7\d)\d{7}")
        {
            InternationalPrefixes = ["000", "005", "006"],
        },
        new("UG", "Uganda", "256", true, [9], @"7280\d{5}|7(?:[014-8]\d|2[01467]|3[0167]|9[0-589])\d{6}")
        {
            InternationalPrefixes = ["000", "005", "007"],
        },
        new("ZA", "South Africa", "27", true, [5, 6, 7, 8, 9, 10], @"(?:1(?:3492[0-25]|4495[0235]|549(?:20|5[01]))|4[34]492[01])\d{3}|8[1-4]\d{3,7}|(?:2[27]|47|54)4950\d{3}|(?:1(?:049[2-4]|9[12]\d\d)|(?:50[0-2]|[67]\d\d)\d\d|8(?:5\d{3}|7(?:08[67]|158|28[5-9]|310)))\d{4}|(?:1[6-8]|28|3[2-69]|4[025689]|5[36-8])4920\d{3}|(?:12|[2-5]1)492\d{4}"),
        new("ZM", "Zambia", "260", true, [9], @"(?:[59][5-8]|7[5-9])\d{7}"),
    ];
}

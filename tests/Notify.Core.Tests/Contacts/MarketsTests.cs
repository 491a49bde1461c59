using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Notify.Core.Tests.Contacts;

/// <summary>Holds the markets against the metadata they were taken from.</summary>
public sealed class MarketsTests
{
    private static readonly JsonElement Territories = Read();

    public static TheoryData<string> Regions => [.. Territories.EnumerateObject().Select(t => t.Name)];

    [Fact]
    public void Regions_are_those_of_the_metadata() => Markets.Regions.Should().BeEquivalentTo(Territories.EnumerateObject().Select(t => t.Name));

    [Theory]
    [MemberData(nameof(Regions))]
    public void Example_number_is_taken_however_it_is_dialled(string region)
    {
        var (code, national) = (Text(region, "cc")!, Text(region, "ex")!);
        var trunk = Text(region, "np") ?? "";
        string[] written = [$"+{code}{national}", $"00{code}{national}", trunk + national, national, code + national, $"+{code} {national[..2]}-{national[2..]}"];
        foreach (var text in written)
        {
            Recipients.Parse(text, Markets.Find(region), out var address).Should().BeNull();
            address.Value.Should().Be($"+{code}{national}");
            Recipients.CheckSms(address).Should().BeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Regions))]
    public void Lengths_and_mobile_numbers_are_those_of_the_metadata(string region)
    {
        var market = Markets.Find(region)!;
        var lengths = Territories.GetProperty(region).GetProperty("all_len").EnumerateArray().SelectMany(l => Lengths(l.GetString()!)).Distinct();
        market.CountryCode.Should().Be(Text(region, "cc"));
        market.HasTrunk.Should().Be(Text(region, "np") == "0");
        market.Lengths.Append(market.ZeroLength).Where(l => l > 0).Should().BeEquivalentTo(lengths.Where(l => l + market.CountryCode.Length <= 15));
        Lengths(Text(region, "mob_len")!).Should().BeSubsetOf(market.Lengths);
        var prefixes = market.InternationalPrefixes.DefaultIfEmpty("00").ToList();
        prefixes.Should().OnlyContain(p => Regex.IsMatch(p, $"^(?:{Text(region, "idd")})$", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [MemberData(nameof(Regions))]
    public void Number_of_no_possible_length_is_refused(string region)
    {
        var market = Markets.Find(region)!;
        for (var length = 4; length <= 15 - market.CountryCode.Length; length++)
        {
            var number = $"+{market.CountryCode}{Text(region, "ex")![0]}{new string('9', length - 1)}";
            var isTaken = Recipients.Parse(number, null, out _) is null;

            isTaken.Should().Be(market.Lengths.Contains(length) && !market.IsOutdated(number.AsSpan(1 + market.CountryCode.Length)), "it is {0}", number);
        }
    }

    [Property(MaxTest = 3000)]
    public Property Parse_any_number_the_metadata_has_is_taken_as_it_is() => Prop.ForAll(
        (from region in Gen.Elements([.. Markets.Regions])
         from start in Gen.Elements("", "0", "06", "01", "2", "7", "8", "80", "9")
         from digits in Gen.Choose(0, 9).ListOf(10)
         from length in Gen.Choose(5, 10)
         let national = (start + string.Concat(digits))[..length]
         where Regex.IsMatch(national, $"^(?:{Text(region, "general")})\\z", RegexOptions.None, TimeSpan.FromSeconds(1))
         select $"+{Text(region, "cc")}{national}").ToArbitrary(),
        number => Recipients.Parse(number, null, out var address) is null ? address.Value == number : number.Length <= 7);

    [Property(MaxTest = 3000)]
    public Property IsMobile_agrees_with_the_metadata() => Prop.ForAll(
        (from region in Gen.Elements([.. Markets.Regions])
         from kept in Gen.Choose(0, 5)
         from digits in Gen.Choose(0, 9).ListOf()
         select (Region: region, National: Text(region, "ex")![..kept] + string.Concat(digits))).ToArbitrary(),
        c => Markets.Find(c.Region)!.IsMobile(c.National) == Regex.IsMatch(c.National, $"^(?:{Text(c.Region, "mob")})\\z", RegexOptions.None, TimeSpan.FromSeconds(1)));

    private static IEnumerable<int> Lengths(string text) => text.Trim('[', ']').Split(',').SelectMany(part => part.Split('-') is [var from, var to]
        ? Enumerable.Range(Int(from), Int(to) - Int(from) + 1)
        : [Int(part)]);

    private static int Int(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string? Text(string region, string name) => Territories.GetProperty(region).GetProperty(name).GetString();

    private static JsonElement Read()
    {
        using var stream = typeof(MarketsTests).Assembly.GetManifestResourceStream("e164-markets.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("territories").Clone();
    }
}

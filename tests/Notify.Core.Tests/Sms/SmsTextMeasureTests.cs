using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Notify.Core.Tests.Sms;

public sealed class SmsTextMeasureTests
{
    public static TheoryData<string> Vectors => SmsVectors.Names;

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Measure_vector_is_what_the_calculators_say(string name)
    {
        var vector = SmsVectors.Of(name);

        var size = SmsText.Measure(vector.Body);

        size.Encoding.Should().Be(vector.Encoding);
        size.Segments.Should().Be(vector.Segments);
    }

    [Theory]
    [InlineData("hello", SmsEncoding.Gsm7, 5)]
    [InlineData("€5", SmsEncoding.Gsm7, 3)]
    [InlineData("Ç", SmsEncoding.Gsm7, 1)]
    [InlineData("ç", SmsEncoding.Ucs2, 1)]
    [InlineData("\u001b", SmsEncoding.Ucs2, 1)] // the escape is no character
    [InlineData("😀]", SmsEncoding.Ucs2, 3)]
    public void Measure_units_are_septets_or_UTF16_units(string text, SmsEncoding encoding, int units) =>
        SmsText.Measure(text).Should().Be(new SmsSize(encoding, 1, units));

    [Property(MaxTest = 3000)]
    public Property Measure_any_text_is_what_the_simplest_count_gives() =>
        Prop.ForAll(SmsTexts.Any, text => SmsText.Measure(text) == SmsModel.Measure(text));

    [Fact]
    public void Measure_every_character_is_in_the_encoding_of_the_table()
    {
        var wrong = Enumerable.Range(0, 0x10000).Select(c => ((char)c).ToString()).Where(c => SmsText.Measure(c) != SmsModel.Measure(c));
        wrong.Should().BeEmpty();
    }

    [Fact]
    public void Measure_every_pair_around_a_segments_end_is_kept_together_or_not_as_Unicode_says()
    {
        string[] others = ["a", "Ж", "中", "\u0301", "\u0600"];
        var wrong = Enumerable.Range(0, 0x3410).Concat(Enumerable.Range(0x9FF0, 0xC20)).Concat(Enumerable.Range(0xD7A0, 0x60))
            .SelectMany(c => others.SelectMany(o => new[] { $"{(char)c}{o}", $"{o}{(char)c}" }))
            .Select(pair => new string('ç', 66) + pair + new string('ç', 66))
            .Where(text => SmsText.Measure(text) != SmsModel.Measure(text));
        wrong.Should().BeEmpty();
    }

    [Fact]
    public void Measure_cluster_longer_than_a_segment_is_split_but_never_within_a_surrogate_pair()
    {
        SmsText.Measure("a" + new string('\u0301', 133)).Segments.Should().Be(2);
        SmsText.Measure("e" + string.Concat(Enumerable.Repeat("\u200D😀", 23)) + new string('\u0301', 64)).Segments.Should().Be(3, "a unit is left empty before a pair");
    }

    [Fact]
    public void Measure_half_a_surrogate_pair_is_a_unit() => SmsText.Measure("\uD83D").Should().Be(new SmsSize(SmsEncoding.Ucs2, 1, 1));

    [Fact]
    public void Measure_allocates_nothing()
    {
        string[] texts = [new('a', 500), new('ç', 500), string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 40)), string.Concat(Enumerable.Repeat("€a", 200))];
        foreach (var text in texts)
        {
            SmsText.Measure(text);
            var before = GC.GetAllocatedBytesForCurrentThread();
            SmsText.Measure(text);
            (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        }
    }

    [Theory]
    [InlineData("+250788123456", "30.5")]
    [InlineData("250788123456", "30.5")]
    [InlineData("+250722123456", "24.0")]
    [InlineData("+256772123456", null)]
    public void Cost_is_segments_times_the_price_of_the_longest_prefix(string number, string? expected)
    {
        var prices = new Dictionary<string, decimal> { ["250"] = 12, ["25078"] = 15.25m };

        var cost = SmsText.Measure(new string('a', 161)).Cost(number, prices);

        cost.Should().Be(expected is null ? null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }
}

using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Notify.Core.Tests.Sms;

public sealed class SmsTextFitTests
{
    public static TheoryData<string> Vectors => SmsVectors.Names;

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Fit_vector_is_encoded_as_the_calculator_does(string name)
    {
        var vector = SmsVectors.Of(name);

        var fitted = SmsText.Fit(vector.Body, SmsText.MostSegments);

        fitted.Text.Should().Be(vector.SmartText);
        fitted.Size.Encoding.Should().Be(vector.SmartEncoding);
        fitted.Size.Segments.Should().Be(vector.SmartSegments);
        fitted.IsCut.Should().BeFalse();
    }

    [Fact]
    public void Fit_every_character_of_the_list_becomes_what_the_list_says()
    {
        var rows = SmsVectors.Resource("smart-encoding.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').Select(l => l.Split('\t')).ToList();
        rows.Should().HaveCount(271);
        foreach (var row in rows)
        {
            var c = (char)int.Parse(row[0][2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            SmsText.Fit($"a {c} b").Text.Should().Be($"a {JsonSerializer.Deserialize<string>(row[1])} b", "that is the row of {0}", row[0]);
        }
    }

    [Theory]
    [InlineData("e\u0302tre")] // a letter with its mark is no letter and '^'
    [InlineData("“Muraho” 😀")] // no GSM-7 even so, and then typography costs nothing
    [InlineData("“Reçu”")]
    public void Fit_text_that_stays_UCS2_is_left_as_written(string text) => SmsText.Fit(text).Text.Should().Be(text);

    [Fact]
    public void Fit_encoding_that_would_take_more_segments_is_not_taken()
    {
        var tabs = new string('\t', 70);

        SmsText.Fit(tabs).Should().Be(new SmsText(tabs, new SmsSize(SmsEncoding.Ucs2, 1, 70), false));
    }

    [Fact]
    public void Fit_without_smart_encoding_leaves_the_characters() => SmsText.Fit("It’s paid", smartEncoding: false).Text.Should().Be("It’s paid");

    [Theory]
    [InlineData(1, 160)]
    [InlineData(2, 306)]
    [InlineData(3, 459)]
    public void Fit_GSM7_is_filled_to_the_last_septet(int segments, int septets)
    {
        SmsText.Fit(new string('a', septets), segments).IsCut.Should().BeFalse();
        SmsText.Fit(new string('a', septets + 1), segments).Should().Be(
            new SmsText(new string('a', septets - 3) + "...", new SmsSize(SmsEncoding.Gsm7, segments, septets), true));
    }

    [Theory]
    [InlineData(1, 70)]
    [InlineData(2, 134)]
    [InlineData(3, 201)]
    public void Fit_UCS2_is_filled_to_the_last_unit(int segments, int units) => SmsText.Fit(new string('ç', units + 1), segments).Should().Be(
        new SmsText(new string('ç', units - 1) + "…", new SmsSize(SmsEncoding.Ucs2, segments, units), true));

    [Fact]
    public void Fit_emoji_at_the_end_of_a_long_text_gives_way_to_more_of_the_text()
    {
        var fitted = SmsText.Fit("“" + new string('a', 500) + "” 😀");

        fitted.Should().Be(new SmsText("\"" + new string('a', 455) + "...", new SmsSize(SmsEncoding.Gsm7, 3, 459), true));
    }

    [Theory]
    [InlineData("https://pay.mtn.rw/order/42?x=1")]
    [InlineData("www.mtn.co.rw/help")]
    [InlineData("bit.ly/3xYzAbC")]
    [InlineData("help@mtn.co.rw")]
    [InlineData("HTTPS://MTN.RW/AAAAAAAA")]
    public void Fit_link_is_whole_or_not_there(string link)
    {
        for (var before = 100; before < 170; before++)
        {
            var text = string.Concat(Enumerable.Repeat("abcd ", 40))[..before].TrimEnd() + " " + link + " " + new string('b', 100);

            var fitted = SmsText.Fit(text, 1).Text;

            (fitted.Contains($"{link} ", StringComparison.Ordinal) || !fitted.Contains(link[..3], StringComparison.Ordinal)).Should().BeTrue("it gave {0}", fitted);
            SmsText.Measure(fitted).Segments.Should().Be(1);
        }
    }

    [Fact]
    public void Fit_link_in_a_text_without_spaces_loses_only_the_link() =>
        SmsText.Fit(new string('中', 50) + "https://mtn.rw/abcdefghijkl" + new string('中', 20), 1).Text.Should().Be(new string('中', 50) + "…");

    [Theory]
    [InlineData("bit.ly/3xYz")] // the sign joins with the link's first letter
    [InlineData("  bbbbbbbbbb")] // and with a space that would be trimmed
    public void Fit_sign_that_joins_with_what_follows_goes_with_it(string after) =>
        SmsText.Fit(new string('ç', 67) + "\u0600" + after, 1).Text.Should().Be(new string('ç', 67) + "…");

    [Fact]
    public void Fit_link_too_long_by_itself_leaves_the_ellipsis() => SmsText.Fit("https://mtn.rw/" + new string('a', 200), 1).Text.Should().Be("...");

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    public void Fit_segments_out_of_range_are_refused(int segments) =>
        FluentActions.Invoking(() => SmsText.Fit("a", segments)).Should().Throw<ArgumentOutOfRangeException>();

    [Property(MaxTest = 2000)]
    public Property Fit_any_text_takes_no_more_segments_than_allowed() => ForAll((text, segments, smart) =>
    {
        var fitted = SmsText.Fit(text, segments, smart);
        return fitted.Size.Segments <= segments && fitted.Size == SmsText.Measure(fitted.Text);
    });

    [Property(MaxTest = 2000)]
    public Property Fit_what_fits_never_takes_more_segments_than_it_did() => ForAll((text, segments, smart) =>
        SmsText.Fit(text, segments, smart).Size.Segments <= SmsText.Measure(text).Segments);

    [Property(MaxTest = 2000)]
    public Property Fit_twice_is_the_same_as_once() => ForAll((text, segments, smart) =>
    {
        var once = SmsText.Fit(text, segments, smart);
        return SmsText.Fit(once.Text, segments, smart) == once with { IsCut = false };
    });

    [Property(MaxTest = 300)]
    public Property Fit_what_is_cut_is_whole_clusters_and_an_ellipsis() => ForAll((text, segments, smart) =>
    {
        var fitted = SmsText.Fit(text, segments, smart);
        return !fitted.IsCut || Starts(SmsText.Fit(text, SmsText.MostSegments, smart).Text).Any(start => fitted.Text == start + "…" || fitted.Text == start + "..." || (smart && fitted.Text == SmsText.Fit(start, 255).Text + "..."));
    });

    [Property(MaxTest = 2000)]
    public Property Fit_no_link_is_cut() => ForAll((text, segments, _) =>
    {
        const string link = "https://pay.mtn.rw/a?b=1";
        var kept = SmsText.Fit(text, segments).Text;
        return Enumerable.Range(8, link.Length - 8).All(n => !kept.TrimEnd('.', '…').EndsWith(link[..n], StringComparison.Ordinal)) && !kept.EndsWith($"{link}…", StringComparison.Ordinal)
            && !kept.EndsWith($"{link}...", StringComparison.Ordinal);
    });

    private static IEnumerable<string> Starts(string text)
    {
        yield return "";
        var start = "";
        foreach (var cluster in SmsModel.Clusters(text))
        {
            yield return start += cluster;
        }
    }

    private static Property ForAll(Func<string, int, bool, bool> holds) => Prop.ForAll(
        (from text in SmsTexts.Any.Generator
         from segments in Gen.Choose(1, 4)
         from smart in Gen.Elements(true, false)
         select (text, segments, smart)).ToArbitrary(),
        c => holds(c.text, c.segments, c.smart));
}

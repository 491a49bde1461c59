using System.Text.Json;
using System.Text.RegularExpressions;

namespace Notify.EndToEnd.Tests;

/// <summary>The catalogue files of the sample, as files.</summary>
public sealed partial class SampleCatalogueTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "templates");

    public static IEnumerable<object[]> Texts() =>
        from file in Directory.EnumerateFiles(Folder, "*.json")
        from template in JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("templates").EnumerateArray()
        from channel in template.GetProperty("channels").EnumerateObject()
        from locale in channel.Value.GetProperty("locales").EnumerateObject()
        select new object[] { template.GetProperty("key").GetString()!, channel.Name, locale.Name, Variables(template), locale.Value.GetRawText() };

    [Fact]
    public void Catalogue_has_enough_templates_from_enough_domains() =>
        (Directory.GetFiles(Folder).Length >= 6 && Texts().Select(t => t[0]).Distinct().Count() >= 12).Should().BeTrue();

    [Fact]
    public void Catalogue_has_every_template_in_English_and_French() =>
        Texts().GroupBy(t => (t[0], t[1])).Should().OnlyContain(g => g.Select(t => (string)t[2]).Order().SequenceEqual(new[] { "en", "fr" }));

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_uses_exactly_the_variables_it_declares_and_shows_the_marker(string key, string channel, string locale, string[] variables, string text)
    {
        Placeholder().Matches(text).Select(m => m.Groups["name"].Value).Distinct().Should().BeEquivalentTo(variables, $"{key} over {channel} in {locale}");
        variables.Should().Contain("ref");
    }

    private static string[] Variables(JsonElement template) =>
        [.. template.GetProperty("variables").EnumerateArray().Select(v => v.GetString()!)];

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();
}

using System.Text.RegularExpressions;
using Notify.Packaging.Tests.Support;
using Notify.Testing.Conformance;

namespace Notify.Packaging.Tests.Pages;

public sealed class StorePageTests
{
    private const string Name = "docs/writing-a-store.md";
    private const string TestingName = "src/Notify.Testing/README.md";

    private static IEnumerable<string> Suites => ConformanceSuites.All.Select(s => s.Name[..s.Name.IndexOf('`', StringComparison.Ordinal)]);

    private static IEnumerable<string> Ports => typeof(StoragePorts).GetProperties().Select(p => p.PropertyType.Name);

    [Fact]
    public void Page_derives_every_suite() => Suites
        .Where(suite => !Repo.Read(Name).Contains($": {suite}<MyStoreFixture>;", StringComparison.Ordinal))
        .Should().BeEmpty("whoever copies the page must run all suites");

    [Fact]
    public void Page_lists_every_port() => Page.Table(Name, "ports").Select(row => row[0]).Should().BeEquivalentTo(Ports);

    [Fact]
    public void Readme_of_the_suites_lists_every_port_and_every_suite() => Code(Page.Part(TestingName, "suites"))
        .Should().BeEquivalentTo([.. Ports, .. Suites.Select(s => s.Replace("Conformance", "", StringComparison.Ordinal))]);

    private static IEnumerable<string> Code(string text) =>
        Regex.Matches(text, "`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(m => m.Groups["code"].Value);
}

using System.Xml.Linq;
using Notify.Packaging.Tests.Support;

namespace Notify.Packaging.Tests.Hygiene;

/// <summary>Who may know whom.</summary>
public sealed class ProjectTests
{
    public static TheoryData<string> Packages => [.. Repo.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_knows_only_what_it_may(string name)
    {
        string[] allowed = name is "Notify.Core" or "Notify.Emulators" ? [] : ["Notify.Core"];
        References(name, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Should().BeSubsetOf(allowed);
    }

    [Fact]
    public void Core_depends_on_nothing_but_the_extensions() =>
        References("Notify.Core", "PackageReference").Should().OnlyContain(p => p.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal));

    [Fact]
    public void Only_the_endpoints_and_the_emulators_know_the_web_framework() =>
        Repo.Packages.Where(p => References(p, "FrameworkReference").Any()).Should().BeEquivalentTo(["Notify.AspNetCore", "Notify.Emulators"]);

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_has_readme_and_description(string name)
    {
        Repo.Read("src", name, "README.md").Should().StartWith($"# {name}").And.Match(t => t.Length > 200, "a few sentences are the least");
        Project(name).Descendants("Description").Single().Value.Length.Should().BeInRange(40, 400);
    }

    [Fact]
    public void Versions_are_kept_in_one_place() => Repo.Files()
        .Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))
        .Where(f => XDocument.Load(Repo.At(f)).Descendants("PackageReference").Any(r => r.Attribute("Version") is not null))
        .Should().BeEmpty("versions stand in Directory.Packages.props");

    private static IEnumerable<string> References(string name, string kind) =>
        Project(name).Descendants(kind).Select(r => r.Attribute("Include")!.Value);

    private static XDocument Project(string name) => XDocument.Load(Repo.At("src", name, $"{name}.csproj"));
}

using System.IO.Compression;
using System.Xml.Linq;
using Notify.Packaging.Tests.Support;

namespace Notify.Packaging.Tests.Feed;

[Collection(FeedCollection.Name)]
public sealed class PackageTests(PackageFeed feed)
{
    public static TheoryData<string> Packages => [.. Repo.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_holds_readme_licence_and_docs(string name)
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed.Packages, $"{name}.{feed.Version}.nupkg"));
        Text(package, "README.md").Should().StartWith($"# {name}");
        XDocument.Parse(Text(package, $"lib/net10.0/{name}.xml")).Descendants("member").Should().NotBeEmpty();
        package.GetEntry($"lib/net10.0/{name}.dll").Should().NotBeNull();

        var nuspec = XDocument.Parse(Text(package, $"{name}.nuspec")).Descendants().ToLookup(e => e.Name.LocalName);
        nuspec["license"].Single().Value.Should().Be("MIT");
        nuspec["readme"].Single().Value.Should().Be("README.md");
        nuspec["description"].Single().Value.Should().NotBeNullOrWhiteSpace().And.NotBe("Package Description");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Symbols_are_packed(string name)
    {
        using var symbols = ZipFile.OpenRead(Path.Combine(feed.Packages, $"{name}.{feed.Version}.snupkg"));
        symbols.GetEntry($"lib/net10.0/{name}.pdb")!.Length.Should().BePositive();
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_depends_on_the_others_at_its_own_version(string name)
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed.Packages, $"{name}.{feed.Version}.nupkg"));
        var dependencies = XDocument.Parse(Text(package, $"{name}.nuspec")).Descendants().Where(e => e.Name.LocalName == "dependency")
            .ToDictionary(e => e.Attribute("id")!.Value, e => e.Attribute("version")!.Value);
        dependencies.Where(d => Repo.Packages.Contains(d.Key) && d.Value != feed.Version).Should().BeEmpty();
        dependencies.ContainsKey("Notify.Core").Should().Be(name is not ("Notify.Core" or "Notify.Emulators"));
    }

    private static string Text(ZipArchive package, string path)
    {
        var entry = package.GetEntry(path);
        entry.Should().NotBeNull("the package must hold {0}", path);
        using var reader = new StreamReader(entry!.Open());
        return reader.ReadToEnd();
    }
}

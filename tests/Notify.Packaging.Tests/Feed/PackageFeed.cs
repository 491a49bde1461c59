using System.Xml.Linq;
using Notify.Packaging.Tests.Support;

namespace Notify.Packaging.Tests.Feed;

/// <summary>
/// Every library packed once into a folder, under a version nobody has seen before, and what a project needs to restore from there:
/// Notify's packages from this folder only, all others from where this machine gets them anyway.
/// </summary>
public sealed class PackageFeed : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>The version of the packages.</summary>
    public string Version { get; } = $"0.1.0-t{Guid.NewGuid():N}";

    /// <summary>The folder with the packages.</summary>
    public string Packages => _folder.At("packages");

    public async Task InitializeAsync()
    {
        var projects = string.Join(';', Repo.Packages.Select(name => Repo.At("src", name, $"{name}.csproj")));
        _folder.Write("pack.proj", $"""
            <Project>
              <Target Name="Pack">
                <MSBuild Projects="{projects}" Targets="Pack" BuildInParallel="true"
                  Properties="Configuration={Repo.Configuration};NoBuild=true;PackageVersion={Version};PackageOutputPath={Packages}" />
              </Target>
            </Project>
            """);
        await MustAsync(_folder.Root, ["msbuild", "pack.proj", "-t:Pack", "-v:quiet", "-nologo"]);
        await WriteConfigurationAsync();
    }

    /// <summary>Makes a project that references packages of this feed, and builds it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="packages">The packages of ours it references.</param>
    /// <param name="files">Its files, by path.</param>
    /// <param name="more">More of the project file.</param>
    /// <param name="kind">Its output type.</param>
    /// <returns>The folder with what was built.</returns>
    public async Task<string> BuildAsync(
        string name, IEnumerable<string> packages, IReadOnlyDictionary<string, string> files, string more = "", string kind = "Exe")
    {
        var references = packages.Select(p => $"""<PackageReference Include="{p}" Version="{Version}" />""");
        _folder.Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>{kind}</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                {string.Join("\n    ", references)}
              </ItemGroup>
              {more}
            </Project>
            """);
        foreach (var (path, text) in files)
        {
            _folder.Write($"{name}/{path}", text);
        }

        await MustAsync(_folder.At(name), ["build", "-v:quiet", "-nologo", "-o", _folder.At(name, "out")]);
        return _folder.At(name, "out");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    // A cache of its own, so that nothing is left in the user's; what is in the user's need not be fetched again.
    private async Task MustAsync(string folder, IEnumerable<string> arguments)
    {
        var (code, output) = await Tool.DotnetAsync(
            folder, arguments, ("NUGET_PACKAGES", _folder.At("cache")), ("RestoreFallbackFolders", UserCache()));
        code.Should().Be(0, "the build must work:\n{0}", output.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    private static string UserCache() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private async Task WriteConfigurationAsync()
    {
        var (_, sources) = await Tool.DotnetAsync(_folder.Root, ["nuget", "list", "source", "--format", "detailed"]);
        var others = sources.Split('\n')
            .Where(line => line.TrimEnd().EndsWith("[Enabled]", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf('.', StringComparison.Ordinal) + 1)..line.LastIndexOf('[')].Trim());
        _folder.Write("nuget.config", new XElement(
            "configuration",
            new XElement("packageSources", new XElement("add", new XAttribute("key", "notify-local"), new XAttribute("value", Packages))),
            new XElement("packageSourceMapping", others.Select(o => Mapping(o, "*")).Prepend(Mapping("notify-local", "Notify.*")))).ToString());
    }

    private static XElement Mapping(string source, string pattern) => new(
        "packageSource", new XAttribute("key", source), new XElement("package", new XAttribute("pattern", pattern)));
}

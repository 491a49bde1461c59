using System.Reflection;
using Notify.Packaging.Tests.Support;

namespace Notify.Packaging.Tests.Api;

/// <summary>What a package shows to others changes only on purpose.</summary>
public sealed class PublicApiTests
{
    public const string AcceptVariable = "NOTIFY_ACCEPT_API";

    public static TheoryData<string> Packages => [.. Repo.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Public_surface_is_the_approved_one(string package)
    {
        var file = Repo.At("tests", "Notify.Packaging.Tests", "PublicApi", $"{package}.txt");
        var actual = PublicApi.Of(Assembly.Load(package));
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.WriteAllText(file, actual);
        }

        var approved = File.Exists(file) ? File.ReadAllText(file) : "";
        Changes(approved, actual).Should().BeEmpty(
            "the public surface of {0} is pinned; if this change is meant, run {1}=1 dotnet test tests/Notify.Packaging.Tests and commit the file", package, AcceptVariable);
    }

    [Fact]
    public void Every_snapshot_has_its_package() => Repo.Files("tests/Notify.Packaging.Tests/PublicApi")
        .Select(f => Path.GetFileNameWithoutExtension(f)).Should().BeEquivalentTo(Repo.Packages);

    // A member says little without its type, so each line is compared together with it.
    private static IEnumerable<string> Changes(string approved, string actual)
    {
        var (before, after) = (Lines(approved), Lines(actual));
        return before.Except(after).Select(l => $"- {l}").Concat(after.Except(before).Select(l => $"+ {l}"));
    }

    private static List<string> Lines(string text)
    {
        var type = "";
        var lines = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            type = line.StartsWith(' ') ? type : line;
            lines.Add(line.StartsWith(' ') ? $"{type}: {line.Trim()}" : line);
        }

        return lines;
    }
}

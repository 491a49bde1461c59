using System.Text.RegularExpressions;
using Notify.Packaging.Tests.Support;

namespace Notify.Packaging.Tests.Hygiene;

/// <summary>What must not be found in the repository, and how long its files may be.</summary>
public sealed class SourceTests
{
    private static readonly string[] Text = [".cs", ".csproj", ".props", ".sln", ".md", ".json", ".jsonl", ".sql", ".sh", ".txt", ".yml", ".html", ".js", ".css", ".run"];

    // Written apart, so that this file is not the one found.
    public static TheoryData<string, string> Forbidden => new()
    {
        { "a path of one machine", @"(?<![\w.])/(work|tm" + @"p|ro" + @"ot|ho" + @"me)/[\w.]|[A-Z]:\\Users" },
        { "a registry's host", @"nu" + @"get\.org|npm" + @"js\.(com|org)|registry\.\w+\.(org|com)|deb\.debian" },
        { "unfinished work", "TO" + "DO|FIX" + "ME|NotImplemented" + "Exception" },
        { "a clock nobody can move", @"Thread\.Sl" + @"eep|DateTime(Offset)?\.(Utc)?No" + @"w\b" },
        { "the number of a requirement", @"\([QPVTWMOICX]\d+(, ?[QPVTWMOICX]\d+)*\)" },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void No_file_holds(string what, string pattern)
    {
        var found = Texts().SelectMany(file => File.ReadLines(Repo.At(file))
            .Select((line, i) => (line, i))
            .Where(l => Regex.IsMatch(l.line, pattern, RegexOptions.None, TimeSpan.FromSeconds(5)))
            .Select(l => $"{file}:{l.i + 1}: {l.line.Trim()}"));
        found.Should().BeEmpty("no file may hold {0}", what);
    }

    [Fact]
    public void Sources_are_short()
    {
        var lengths = Repo.Files("src").Where(f => f.EndsWith(".cs", StringComparison.Ordinal))
            .Select(f => (File: f, Lines: File.ReadLines(Repo.At(f)).Count())).OrderBy(f => f.Lines).ToList();
        lengths.Where(f => f.Lines > 400).Should().BeEmpty("no file is longer than 400 lines");
        lengths[lengths.Count * 95 / 100].Lines.Should().BeLessThanOrEqualTo(200, "95 % are under 200 lines");
        lengths[lengths.Count / 2].Lines.Should().BeLessThanOrEqualTo(60, "the median is 60 lines at most");
    }

    [Fact]
    public void Links_lead_somewhere()
    {
        var broken = Texts().Where(f => f.EndsWith(".md", StringComparison.Ordinal)).SelectMany(file => Regex
            .Matches(Repo.Read(file), @"\]\((?<to>[^)\s#:]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Select(m => m.Groups["to"].Value)
            .Where(to => !Path.Exists(Path.Combine(Path.GetDirectoryName(Repo.At(file))!, to)))
            .Select(to => $"{file} -> {to}"));
        broken.Should().BeEmpty();
    }

    private static IEnumerable<string> Texts() => Repo.Files()
        .Where(f => Text.Contains(Path.GetExtension(f)) || Path.GetFileName(f) is ".editorconfig" or "run" or "LICENSE")
        .Where(f => f != "BannedSymbols.txt");
}

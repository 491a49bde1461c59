using System.Text.RegularExpressions;
using Notify.Packaging.Tests.Support;

namespace Notify.Packaging.Tests.Snippets;

/// <summary>A piece of C# in a page of the documentation.</summary>
/// <param name="Page">The page, by its path.</param>
/// <param name="Line">Where its code begins, from 1.</param>
/// <param name="Usings">Its using lines. The README is one program told in pieces: there, those of the pieces before it too.</param>
/// <param name="Code">The rest of it.</param>
internal sealed partial record Snippet(string Page, int Line, IReadOnlyList<string> Usings, string Code)
{
    private const string Fence = "```";
    private const string Readme = "README.md";

    /// <summary>Every snippet of the README, of every package's README and of every page of the documentation.</summary>
    public static IReadOnlyList<Snippet> All { get; } =
        [.. Repo.Packages.Select(p => $"src/{p}/README.md").Concat(Repo.Files("docs").Where(f => f.EndsWith(".md", StringComparison.Ordinal))).Prepend(Readme).SelectMany(ReadPage)];

    /// <summary>The program the README starts with.</summary>
    public static Snippet QuickStart { get; } = All.First(s => s.Page == Readme);

    /// <summary>Whether it declares types rather than doing something.</summary>
    public bool DeclaresTypes => TypePattern().IsMatch(Code);

    /// <summary>The snippet as a program of its own.</summary>
    public string Program => string.Join('\n', Usings) + "\n" + Code;

    private static IEnumerable<Snippet> ReadPage(string page)
    {
        var lines = File.ReadAllLines(Repo.At(page));
        IEnumerable<string> usings = [];
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].Trim() != Fence + "csharp")
            {
                continue;
            }

            var end = Array.FindIndex(lines, at + 1, l => l.Trim() == Fence);
            var code = lines[(at + 1)..end];
            usings = code.Where(IsUsing).Union(page == Readme ? usings : []);
            yield return new Snippet(page, at + 2, [.. usings], string.Join('\n', code.Select(l => IsUsing(l) ? "" : l)));
            at = end;
        }
    }

    private static bool IsUsing(string line) => UsingPattern().IsMatch(line);

    [GeneratedRegex(@"^using [\w.]+;$", RegexOptions.None, 1000)]
    private static partial Regex UsingPattern();

    [GeneratedRegex(@"^(\[[^\]]*\]\s*)*((public|internal|sealed|abstract|static|partial|file|readonly) )*(class|record|interface|struct|enum) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypePattern();
}

using System.Text.RegularExpressions;
using Notify.Packaging.Tests.Feed;
using Notify.Packaging.Tests.Support;

namespace Notify.Packaging.Tests.Snippets;

/// <summary>All C# in the documentation compiles against the packages as they are packed, each piece as somebody would paste it: by its own usings, and with no warning.</summary>
[Collection(FeedCollection.Name)]
public sealed class SnippetTests(PackageFeed feed)
{
    // What a snippet may take for granted: that an app has been built, and what it queues by. Other services are those its page names.
    private const string Scope = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        namespace Docs;

        internal abstract class Scope
        {
            protected readonly string[] args = [];
            protected readonly HostApplicationBuilder builder = null!;
            protected readonly WebApplication app = null!;
            protected readonly IHost host = null!;
            protected readonly CancellationToken cancellationToken = default;
            protected readonly Notify.INotifier notifier = null!;
        }
        """;

    private const string WarningsAreErrors = "<PropertyGroup><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>";

    [Fact]
    public async Task Every_snippet_compiles()
    {
        Snippet.All.Should().HaveCountGreaterThan(10);
        var files = Snippet.All.Select((snippet, i) => (Name: $"Snippet{i}.cs", Text: Wrap(snippet, i))).Append((Name: "Scope.cs", Text: Scope));
        await feed.BuildAsync("Docs", Repo.Packages, files.ToDictionary(f => f.Name, f => f.Text), WarningsAreErrors, kind: "Library");
    }

    // A page names a service as "`log` is an `IDeliveryLog`".
    private static string Services(string page) => string.Join(", ",
        Regex.Matches(Repo.Read(page), @"`(?<name>[a-z]+)`\s+(is\s+)?an\s+`(?<type>I[A-Za-z]+)`", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(m => $"{typeof(INotifier).Assembly.GetExportedTypes().Single(t => t.Name == m.Groups["type"].Value)} {m.Groups["name"]}")
            .Distinct());

    // Errors point into the page, for that is where they are mended.
    private static string Wrap(Snippet snippet, int number)
    {
        var space = "Docs.Page_" + Regex.Replace(snippet.Page, "[^A-Za-z]", "_", RegexOptions.None, TimeSpan.FromSeconds(1));
        var head = $"{string.Join('\n', snippet.Usings)}\nnamespace {space};\n";
        var line = $"#line {snippet.Line} \"{snippet.Page}\"\n";
        return snippet.DeclaresTypes
            ? $"{head}{line}{snippet.Code}\n"
            : $"{head}internal sealed class Snippet{number} : Docs.Scope\n{{\n    public async System.Threading.Tasks.Task RunAsync({Services(snippet.Page)})\n    {{\n{line}{snippet.Code}\n#line hidden\n        await System.Threading.Tasks.Task.CompletedTask;\n    }}\n}}\n";
    }
}

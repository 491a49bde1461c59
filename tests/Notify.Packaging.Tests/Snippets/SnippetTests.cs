using System.Text.RegularExpressions;
using Notify.Packaging.Tests.Feed;
using Notify.Packaging.Tests.Support;

namespace Notify.Packaging.Tests.Snippets;

/// <summary>All C# in the documentation compiles against the packages as they are packed.</summary>
[Collection(FeedCollection.Name)]
public sealed class SnippetTests(PackageFeed feed)
{
    // What a snippet may take for granted: that an app has been built and its services are at hand.
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
            protected readonly Notify.Contacts.IContacts contacts = null!;
            protected readonly Notify.Consents.IConsents consents = null!;
            protected readonly Notify.Operations.IOperations operations = null!;
            protected readonly Notify.Deliveries.IDeliveryLog log = null!;
            protected readonly Notify.Templates.ITemplateStore templates = null!;
            protected readonly Notify.Gates.IGates gates = null!;
        }
        """;

    [Fact]
    public async Task Every_snippet_compiles()
    {
        Snippet.All.Should().HaveCountGreaterThan(10);
        var files = Snippet.All.Select((snippet, i) => (Name: $"Snippet{i}.cs", Text: Wrap(snippet, i))).Append((Name: "Scope.cs", Text: Scope));
        await feed.BuildAsync("Docs", Repo.Packages, files.ToDictionary(f => f.Name, f => f.Text), kind: "Library");
    }

    // Errors point into the page, for that is where they are mended.
    private static string Wrap(Snippet snippet, int number)
    {
        var space = "Docs.Page_" + Regex.Replace(snippet.Page, "[^A-Za-z]", "_", RegexOptions.None, TimeSpan.FromSeconds(1));
        var head = $"{string.Join('\n', snippet.Usings)}\nnamespace {space};\n";
        var line = $"#line {snippet.Line} \"{snippet.Page}\"\n";
        return snippet.DeclaresTypes
            ? $"{head}{line}{snippet.Code}\n"
            : $"{head}internal sealed class Snippet{number} : Docs.Scope\n{{\n    public async System.Threading.Tasks.Task RunAsync()\n    {{\n{line}{snippet.Code}\n#line hidden\n        await System.Threading.Tasks.Task.CompletedTask;\n    }}\n}}\n";
    }
}

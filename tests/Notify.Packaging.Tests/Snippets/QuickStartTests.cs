using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Notify.Emulators.Meta;
using Notify.Packaging.Tests.Feed;
using Notify.Packaging.Tests.Support;

namespace Notify.Packaging.Tests.Snippets;

/// <summary>The README's program, in a fresh console project that has nothing but the packages and files the README names, does what the README says.</summary>
[Collection(FeedCollection.Name)]
public sealed class QuickStartTests(PackageFeed feed)
{
    private const string Hosting = "Microsoft.Extensions.Hosting";

    private static readonly string Readme = Repo.Read("README.md");

    [Fact]
    public async Task Quick_start_sends_once_however_often_it_is_run()
    {
        await using var meta = await MetaEmulator.StartAsync(new MetaEmulatorOptions());
        await GiveTemplateAsync(meta);
        var output = await feed.BuildAsync("QuickStart", Packages(), new Dictionary<string, string> { ["Program.cs"] = Snippet.QuickStart.Program }, Others());
        Directory.CreateDirectory(Path.Combine(output, "templates"));
        await File.WriteAllTextAsync(Path.Combine(output, "templates", "orders.json"), Block("template", "json"));
        await File.WriteAllTextAsync(Path.Combine(output, "appsettings.json"), Block("settings", "json"));

        var first = await RunAsync(output, meta);
        var id = Regex.Match(first, "^Queued (?<id>[0-9a-f-]{36}), 1 worked on", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Groups["id"].Value;
        id.Should().NotBeEmpty("it must print what it queued: {0}", first);
        meta.Accepted.Should().ContainSingle().Which.Text.Should().Be("Your order 42 is paid.");

        var second = await RunAsync(output, meta);
        second.Should().Contain($"Duplicate {id}, 0 worked on");
        meta.Accepted.Should().ContainSingle("the second run found the first one's key");
    }

    private static IEnumerable<string> Packages()
    {
        var added = Matches(Block("project", "sh"), "dotnet add package (?<it>[A-Za-z.]+)").ToList();
        added.Should().Contain(Hosting);
        return added.Where(p => p != Hosting);
    }

    private static string Others()
    {
        var version = Matches(Block("project", "sh"), $"dotnet add package {Hosting} --version (?<it>[0-9.]+)").Single();
        return $"""<ItemGroup><PackageReference Include="{Hosting}" Version="{version}" /></ItemGroup>""";
    }

    // As the README's curl does.
    private static async Task GiveTemplateAsync(MetaEmulator meta)
    {
        var command = Block("emulator", "sh");
        var path = Matches(command, "curl http://127.0.0.1:5100/(?<it>\\S+)").Single();
        using var http = new HttpClient { BaseAddress = meta.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "any");
        using var content = new StringContent(Matches(command, "-d '(?<it>[^']+)'").Single(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        answer.IsSuccessStatusCode.Should().BeTrue("the emulator takes it: {0}", await answer.Content.ReadAsStringAsync());
    }

    private static string Block(string name, string language) => Matches(Readme, $"<!-- quick-start-{name} -->\\s*```{language}\\s*(?<it>.*?)```").Single();

    private static IEnumerable<string> Matches(string text, string pattern) =>
        Regex.Matches(text, pattern, RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Select(m => m.Groups["it"].Value);

    // The address is the one thing that is not as in the README: the emulator's port is a free one.
    private static async Task<string> RunAsync(string folder, MetaEmulator meta)
    {
        var (code, output) = await Tool.DotnetAsync(folder, ["QuickStart.dll"], ("Notify__WhatsApp__BaseAddress", meta.BaseAddress.ToString()));
        code.Should().Be(0, "it must run: {0}", output);
        return output;
    }
}

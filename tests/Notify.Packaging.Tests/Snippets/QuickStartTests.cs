using System.Text.RegularExpressions;
using Notify.Emulators.Meta;
using Notify.Packaging.Tests.Feed;
using Notify.Packaging.Tests.Support;

namespace Notify.Packaging.Tests.Snippets;

/// <summary>The README's program, pasted into a fresh console project that has nothing but the packages, does what the README says.</summary>
[Collection(FeedCollection.Name)]
public sealed class QuickStartTests(PackageFeed feed)
{
    [Fact]
    public async Task Quick_start_sends_once_however_often_it_is_run()
    {
        await using var meta = await MetaEmulator.StartAsync(new MetaEmulatorOptions
        {
            AccessTokens = ["quick-start-token"],
            TemplatesJson = """{"data":[{"name":"order_paid","language":"en","category":"UTILITY","status":"APPROVED","parameter_format":"NAMED","components":[{"type":"BODY","text":"Your order {{order}} is paid."}]}]}""",
        });
        var output = await feed.BuildAsync(
            "QuickStart", Repo.Packages, new Dictionary<string, string> { ["Program.cs"] = Snippet.QuickStart.Program });
        Directory.CreateDirectory(Path.Combine(output, "templates"));
        await File.WriteAllTextAsync(Path.Combine(output, "templates", "orders.json"), TemplateFile());

        var first = await RunAsync(output, meta);
        var id = Regex.Match(first, "^Queued (?<id>[0-9a-f-]{36}), 1 worked on", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Groups["id"].Value;
        id.Should().NotBeEmpty("it must print what it queued: {0}", first);
        meta.Accepted.Should().ContainSingle().Which.Text.Should().Be("Your order 42 is paid.");

        var second = await RunAsync(output, meta);
        second.Should().Contain($"Duplicate {id}, 0 worked on");
        meta.Accepted.Should().ContainSingle("the second run found the first one's key");
    }

    private static string TemplateFile() =>
        Regex.Match(File.ReadAllText(Repo.At("README.md")), "<!-- quick-start-template -->\\s*```json\\s*(?<json>.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Groups["json"].Value;

    private static async Task<string> RunAsync(string folder, MetaEmulator meta)
    {
        var (code, output) = await Tool.DotnetAsync(
            folder,
            ["QuickStart.dll"],
            ("Notify__WhatsApp__PhoneNumberId", "100"),
            ("Notify__WhatsApp__BusinessAccountId", "200"),
            ("Notify__WhatsApp__AccessToken", "quick-start-token"),
            ("Notify__WhatsApp__AppSecret", "quick-start-secret"),
            ("Notify__WhatsApp__BaseAddress", meta.BaseAddress.ToString()));
        code.Should().Be(0, "it must run: {0}", output);
        return output;
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Notify.AI.Tools;

namespace Notify.AI.Tests.Mcp;

/// <summary>A real client over stdio against a process of its own, on a SQLite file that the test looks into.</summary>
public sealed class McpServerTests : IDisposable
{
    private const string OptedOut = "+250788000001";
    private const string Quiet = "+250788000002";
    private const string Full = "+250788000003";
    private const string Free = "+250788000004";
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notify-mcp-");

    private readonly ConcurrentQueue<string> _errors = new();

    private string Database => Path.Combine(_folder.FullName, "notify.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Client_lists_seven_tools_and_gets_the_policies_answers_and_nothing_is_sent_past_them()
    {
        await using var app = App();
        await PrepareAsync(app);
        await using var client = await ConnectAsync(AgentToolNames.All);

        (await client.ListToolsAsync()).Select(t => t.Name).Should().BeEquivalentTo(AgentToolNames.All);

        (await CallAsync(client, AgentToolNames.SendWhatsApp, OptedOut)).Should().Be(("blocked", "opt_out", false));
        (await CallAsync(client, AgentToolNames.SendBoth, Quiet)).Should().Be(("deferred", "quiet_hours", false));
        (await CallAsync(client, AgentToolNames.SendSms, Full)).Should().Be(("deferred", "rate_limit", false));
        (await CallAsync(client, AgentToolNames.SendSms, "nobody")).Should().Be(("invalid", null, true));
        (await DeliveriesAsync(app)).Should().Be(1, "of all these nothing was queued");

        (await CallAsync(client, AgentToolNames.SendSms, Free)).Should().Be(("queued", null, false));
        (await CallAsync(client, AgentToolNames.SendSms, Free)).Should().Be(("already_queued", null, false));
        (await DeliveriesAsync(app)).Should().Be(2);

        var opened = await AskAsync(client, AgentToolNames.GetOrCreateSession, new() { ["recipient"] = Free, ["channel"] = "sms" });
        var id = opened.GetProperty("session").GetProperty("id").GetString();
        await AskAsync(client, AgentToolNames.AddContext, new() { ["session_id"] = id, ["values"] = new Dictionary<string, object?> { ["order"] = "SK-4105" } });
        var read = await AskAsync(client, AgentToolNames.ReadContext, new() { ["session_id"] = id });
        read.GetProperty("values").GetProperty("order").GetString().Should().Be("SK-4105");
        await AskAsync(client, AgentToolNames.SetSessionStatus, new() { ["session_id"] = id, ["status"] = "follow_up" });
        (await app.GetRequiredService<ISessions>().FindAsync("default", Guid.Parse(id!)))!.Status.Should().Be(SessionStatus.FollowUp);
    }

    [Fact]
    public async Task Tool_without_permission_is_listed_and_refused()
    {
        await using var app = App();
        await PrepareAsync(app);
        await using var client = await ConnectAsync([AgentToolNames.ReadContext]);

        (await client.ListToolsAsync()).Should().HaveCount(7);
        (await CallAsync(client, AgentToolNames.SendSms, Free)).Should().Be(("not_permitted", null, true));

        (await DeliveriesAsync(app)).Should().Be(1);
    }

    [Fact]
    public async Task What_the_host_prints_and_logs_goes_to_stderr()
    {
        await using (var client = await ConnectAsync([]))
        {
            (await client.ListToolsAsync()).Should().HaveCount(7);
        }

        _errors.Should().Contain("This line is no protocol.").And.Contain(l => l.Contains("dbug:"));
    }

    private async Task<McpClient> ConnectAsync(IReadOnlyList<string> tools)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await McpClient.CreateAsync(
            new StdioClientTransport(new StdioClientTransportOptions
            {
                Command = "dotnet",
                Arguments = [Host(), Database, Now.ToString("O"), .. tools.Select((t, i) => $"--AgentTools:Tenants:default:Tools:{i}={t}")],
                Name = "notify",
                StandardErrorLines = _errors.Enqueue,
            }),
            cancellationToken: patience.Token);
    }

    private static async Task<(string? Status, string? Reason, bool IsError)> CallAsync(McpClient client, string tool, string recipient)
    {
        var result = await client.CallToolAsync(tool, new Dictionary<string, object?> { ["recipient"] = recipient, ["text"] = "Your parcel is here." });
        var answer = Read(result);
        return (answer.GetProperty("status").GetString(), answer.TryGetProperty("reason", out var reason) ? reason.GetString() : null, result.IsError == true);
    }

    private static async Task<JsonElement> AskAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var answer = Read(await client.CallToolAsync(tool, arguments));
        answer.GetProperty("status").GetString().Should().Be("ok");
        return answer;
    }

    private static JsonElement Read(CallToolResult result) => JsonDocument.Parse(result.Content.OfType<TextContentBlock>().Single().Text).RootElement;

    private ServiceProvider App() => new ServiceCollection()
        .AddNotify(n => n
            .UseSqlite(o => (o.Path, o.Now) = (Database, () => Now))
            .AddSender(new ScriptedSender(Channel.WhatsApp))
            .AddSender(new ScriptedSender(Channel.Sms))
            .ConfigureRateLimit(o => o.Limit = 1))
        .BuildServiceProvider();

    private static async Task PrepareAsync(ServiceProvider app)
    {
        var contacts = app.GetRequiredService<IContacts>();
        await contacts.OptOutAsync("default", OptedOut, "STOP");
        await contacts.SaveAsync("default", Quiet, new ContactPreferences { QuietHours = new QuietHours(new TimeOnly(11, 0), new TimeOnly(13, 0)) });
        await app.GetRequiredService<INotifier>().QueueAsync(new Notification(Full, new Messages.TextMessage("The one of this hour.")) { Channels = ChannelPlan.Sms });
        await app.GetRequiredService<IWorker>().RunOnceAsync();
    }

    private static async Task<int> DeliveriesAsync(ServiceProvider app) =>
        (await app.GetRequiredService<IDeliveryLog>().PageAsync(new DeliverySelection("default"), 100, null, default)).Deliveries.Count;

    // In its own folder: it is a program of its own.
    private static string Host()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Notify.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "tests", "Notify.AI.McpHost", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Notify.AI.McpHost.dll");
    }
}

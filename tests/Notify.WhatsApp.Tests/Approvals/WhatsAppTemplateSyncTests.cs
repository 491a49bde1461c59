using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notify.Templates;
using Notify.Testing;
using Notify.WhatsApp.Approvals;
using Notify.WhatsApp.Tests.Support;

namespace Notify.WhatsApp.Tests.Approvals;

public class WhatsAppTemplateSyncTests
{
    private const string FirstPage = "/v25.0/102290129340398/message_templates?fields=name,language,status&limit=200";

    [Theory]
    [InlineData("APPROVED", ApprovalStatus.Approved)]
    [InlineData("REINSTATED", ApprovalStatus.Approved)]
    [InlineData("FLAGGED", ApprovalStatus.Approved)]
    [InlineData("PENDING", ApprovalStatus.Pending)]
    [InlineData("IN_APPEAL", ApprovalStatus.Pending)]
    [InlineData("REJECTED", ApprovalStatus.Rejected)]
    [InlineData("PAUSED", ApprovalStatus.Paused)]
    [InlineData("DISABLED", ApprovalStatus.Disabled)]
    [InlineData("DELETED", ApprovalStatus.Disabled)]
    [InlineData("PENDING_DELETION", ApprovalStatus.Disabled)]
    [InlineData("ARCHIVED", ApprovalStatus.Disabled)]
    [InlineData("LIMIT_EXCEEDED", ApprovalStatus.Disabled)]
    public async Task Sync_stores_what_meta_says(string status, ApprovalStatus expected)
    {
        await using var rig = await Rig.StartAsync();
        rig.Graph.Answer = c => FakeGraph.Json(c, 200, Page(Template("welcome", status)));

        var result = await Sync(rig).SyncAsync();

        result.Should().Be(new WhatsAppSyncResult("default", 1, 0, null));
        Store(rig).Saved.Single().Select(a => a with { Age = default }).Should().Equal(new Approval(Channel.WhatsApp, "default", "welcome", "en", expected));
    }

    [Fact]
    public async Task Sync_dates_what_it_reads_from_before_it_began_so_that_what_a_webhook_says_meanwhile_is_newer()
    {
        var time = new ManualTimeProvider();
        await using var rig = await Rig.StartAsync(time: time);
        rig.Graph.Answer = c =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return FakeGraph.Json(c, 200, Page(Template("welcome", "APPROVED")));
        };
        var began = time.GetUtcNow();

        await Sync(rig).SyncAsync();

        time.GetUtcNow().Should().BeAfter(began);
        Store(rig).Saved.Single().Should().ContainSingle().Which.Should().Match<Approval>(a => a.SaidAt == null && a.Age == TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task Sync_leaves_unknown_statuses_and_nameless_templates_as_they_are()
    {
        await using var rig = await Rig.StartAsync();
        rig.Graph.Answer = c => FakeGraph.Json(
            c, 200, Page(Template("a", "SHINY"), """{"status":"APPROVED"}""", "7", Template("b", "APPROVED")));

        var result = await Sync(rig).SyncAsync();

        result.Should().Be(new WhatsAppSyncResult("default", 1, 3, null));
    }

    [Fact]
    public async Task Sync_follows_the_pages_to_the_last()
    {
        await using var rig = await Rig.StartAsync();
        rig.Graph.Answer = c => FakeGraph.Json(c, 200, c.Request.Query["after"].ToString() switch
        {
            // Meta's own link: another host, and the token in it. Only its cursor is used.
            "" => Page([Template("a", "APPROVED")], """{"cursors":{"after":"x+1"},"next":"https://graph.example/next?access_token=t"}"""),
            "x+1" => Page([Template("b", "APPROVED")], $$"""{"next":"{{rig.Graph.BaseAddress}}third"}"""),
            _ => Page([Template("c", "APPROVED")], """{"cursors":{"after":"y"}}"""),
        });
        var second = rig.Graph.Answer;
        rig.Graph.Answer = c => c.Request.Path == "/third" ? FakeGraph.Json(c, 200, Page(Template("c", "PAUSED"))) : second(c);

        var result = await Sync(rig).SyncAsync();

        result.Succeeded.Should().BeTrue();
        Store(rig).Saved.Single().Select(a => a.ProviderName).Should().Equal("a", "b", "c");
        rig.Graph.Requests.Should().Equal(
            (FirstPage, "Bearer " + Rig.Token), (FirstPage + "&after=x%2B1", "Bearer " + Rig.Token), ("/third", "Bearer " + Rig.Token));
    }

    [Fact]
    public async Task Sync_does_not_take_the_token_to_another_address()
    {
        await using var other = await FakeGraph.StartAsync();
        await using var rig = await Rig.StartAsync();
        rig.Graph.Answer = c => FakeGraph.Json(c, 200, Page([Template("a", "APPROVED")], $$"""{"next":"{{other.BaseAddress}}x"}"""));

        var result = await Sync(rig).SyncAsync();

        result.Problem.Should().Contain("another address than BaseAddress");
        Store(rig).Saved.Should().BeEmpty();
        other.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Sync_stops_at_a_list_that_repeats_itself()
    {
        await using var rig = await Rig.StartAsync();
        rig.Graph.Answer = c => FakeGraph.Json(c, 200, Page([Template("a", "APPROVED")], """{"cursors":{"after":"1"},"next":"https://x/"}"""));

        (await Sync(rig).SyncAsync()).Problem.Should().Contain("repeats itself");
        rig.Graph.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Sync_tells_why_it_failed_and_stores_nothing()
    {
        await using var rig = await Rig.StartAsync();
        rig.Graph.Answer = c => FakeGraph.Error(c, 401, 190, "Session of +250788123456 expired");

        var result = await Sync(rig).SyncAsync();

        result.Problem.Should().StartWith("HTTP 401, code 190: Session of +250*******56 expired").And.Contain("AccessToken");
        Store(rig).Saved.Should().BeEmpty();
        rig.Log.Lines.Should().ContainSingle(l => l.Event == "WHATSAPP_TEMPLATE_SYNC_FAILED");
    }

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    [InlineData(502, "")]
    public async Task Sync_tells_of_unreadable_answers(int status, string body)
    {
        await using var rig = await Rig.StartAsync();
        rig.Graph.Answer = c => FakeGraph.Json(c, status, body);

        (await Sync(rig).SyncAsync()).Succeeded.Should().BeFalse();
    }

    [Fact]
    public async Task Sync_tells_of_a_store_that_is_down_and_of_no_network()
    {
        await using var rig = await Rig.StartAsync();
        rig.Graph.Answer = c => FakeGraph.Json(c, 200, Page());
        Store(rig).IsDown = true;
        (await Sync(rig).SyncAsync()).Succeeded.Should().BeFalse();

        await using var offline = await Rig.StartAsync(o => o.BaseAddress = new Uri("http://127.0.0.1:1/"));
        (await Sync(offline).SyncAsync()).Succeeded.Should().BeFalse();
    }

    [Fact]
    public async Task Sync_tells_of_no_network_in_one_line()
    {
        await using var rig = await Rig.StartAsync(o => o.BaseAddress = new Uri("http://127.0.0.1:1/"));

        var result = await Sync(rig).SyncAsync();

        result.Problem.Should().StartWith("ConnectionError: ").And.Contain("127.0.0.1:1");
        rig.Log.Lines.Single(l => l.Event == "WHATSAPP_TEMPLATE_SYNC_FAILED").Text.Trim()
            .Should().Be($"Could not read the template approvals of WhatsApp account default: {result.Problem}");
    }

    [Fact]
    public async Task Sync_of_no_such_account_is_a_bug()
    {
        await using var rig = await Rig.StartAsync();

        var sync = () => Sync(rig).SyncAsync("nobody");

        await sync.Should().ThrowAsync<ArgumentException>().WithMessage("*no WhatsApp account 'nobody'*");
    }

    [Fact(Timeout = 60_000)]
    public async Task Service_syncs_at_start_and_at_the_interval_and_survives_failures()
    {
        await using var graph = await FakeGraph.StartAsync();
        var time = new ManualTimeProvider();
        var store = new ApprovalsOnlyStore();
        using var log = new LogLines();
        graph.Answer = c => graph.Requests.Count == 1
            ? FakeGraph.Error(c, 500, 2)
            : FakeGraph.Json(c, 200, Page(Template("a", "APPROVED")));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<ITemplateStore>(store);
        new TestBuilder(builder.Services).AddWhatsApp(o =>
        {
            Rig.Fill(o);
            o.BaseAddress = graph.BaseAddress;
        });
        using var host = builder.Build();

        await host.StartAsync();
        await WaitsAgainAsync(time, log, syncs: 1);
        time.Advance(TimeSpan.FromMinutes(1));
        await WaitsAgainAsync(time, log, syncs: 2);
        time.Advance(TimeSpan.FromMinutes(15));
        await WaitsAgainAsync(time, log, syncs: 3);
        await host.StopAsync();

        log.Lines.Select(l => l.Event).Where(e => e is not null && e.StartsWith("WHATSAPP", StringComparison.Ordinal))
            .Should().Equal("WHATSAPP_TEMPLATE_SYNC_FAILED", "WHATSAPP_TEMPLATE_SYNC", "WHATSAPP_TEMPLATE_SYNC");
        store.Saved.Should().HaveCount(2);
        graph.Requests.Should().HaveCount(3);
    }

    [Fact]
    public async Task Service_is_off_with_interval_zero()
    {
        await using var graph = await FakeGraph.StartAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<ITemplateStore, ApprovalsOnlyStore>();
        new TestBuilder(builder.Services).AddWhatsApp(o =>
        {
            Rig.Fill(o);
            (o.BaseAddress, o.TemplateSyncInterval, o.BusinessAccountId) = (graph.BaseAddress, TimeSpan.Zero, "");
        });
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        graph.Requests.Should().BeEmpty();
    }

    // After its log line the service has but one timer: the wait for the next time.
    private static async Task WaitsAgainAsync(ManualTimeProvider time, LogLines log, int syncs)
    {
        while (log.Lines.Count(l => l.Event?.StartsWith("WHATSAPP_TEMPLATE_SYNC", StringComparison.Ordinal) == true) < syncs || time.PendingTimers != 1)
        {
            await Task.Yield();
        }
    }

    private static WhatsAppTemplateSync Sync(Rig rig) => rig.Services.GetRequiredService<WhatsAppTemplateSync>();

    private static ApprovalsOnlyStore Store(Rig rig) => (ApprovalsOnlyStore)rig.Services.GetRequiredService<ITemplateStore>();

    private static string Page(params string[] templates) => Page(templates, "{}");

    private static string Page(string[] templates, string paging) => $$"""{"data":[{{string.Join(',', templates)}}],"paging":{{paging}}}""";

    private static string Template(string name, string status) => $$"""{"name":"{{name}}","language":"en","status":"{{status}}","id":"1"}""";
}

using System.Text.Json;
using Notify.AI.Tools;
using Notify.Conversations;

namespace Notify.AI.Tests.Tools;

public sealed class SessionToolTests
{
    [Fact]
    public async Task Session_is_opened_noted_in_read_and_closed()
    {
        await using var rig = Rig();

        var opened = await rig.CallAsync(AgentToolNames.GetOrCreateSession, new { recipient = AiRig.Number, channel = "voice" });
        var id = opened.GetProperty("session").GetProperty("id").GetString();
        var again = await rig.CallAsync(AgentToolNames.GetOrCreateSession, new { recipient = AiRig.Number, channel = "sms" });
        var added = await rig.CallAsync(AgentToolNames.AddContext, new { session_id = id, values = new { order = "SK-4105", tries = 2 } });
        var read = await rig.CallAsync(AgentToolNames.ReadContext, new { session_id = id });
        var some = await rig.CallAsync(AgentToolNames.ReadContext, new { session_id = id, keys = new[] { "tries", "nothing" } });
        var closed = await rig.CallAsync(AgentToolNames.SetSessionStatus, new { session_id = id, status = "closed" });

        again.GetProperty("session").GetProperty("id").GetString().Should().Be(id);
        added.GetProperty("session").GetProperty("context_keys").EnumerateArray().Select(k => k.GetString()).Should().Equal("order", "tries");
        read.GetProperty("values").GetRawText().Should().Be("""{"order":"SK-4105","tries":2}""");
        some.GetProperty("values").GetRawText().Should().Be("""{"tries":2}""");
        closed.GetProperty("session").GetProperty("status").GetString().Should().Be("closed");
        (await rig.CallAsync(AgentToolNames.SetSessionStatus, new { session_id = id, status = "active" })).GetProperty("message").GetString().Should().Contain("stays so");
        rig.Log.Lines.Should().NotContain(l => l.Everything.Contains("788000001") || l.Everything.Contains("SK-4105"));
    }

    [Fact]
    public async Task Session_of_another_tenant_is_not_found()
    {
        await using var rig = Rig("default", "acme");
        var opened = await rig.CallAsync(AgentToolNames.GetOrCreateSession, new { recipient = AiRig.Number, channel = "sms" });
        var id = opened.GetProperty("session").GetProperty("id").GetString();

        foreach (var (tool, arguments) in new (string, object)[]
        {
            (AgentToolNames.ReadContext, new { session_id = id }),
            (AgentToolNames.AddContext, new { session_id = id, values = new { a = 1 } }),
            (AgentToolNames.SetSessionStatus, new { session_id = id, status = "closed" }),
        })
        {
            Status(await rig.CallAsync(tool, arguments, tenant: "acme")).Should().Be("not_found");
        }

        (await rig.SessionAsync()).Context.Keys.Should().BeEmpty();
    }

    [Fact]
    public async Task What_Notify_keeps_for_itself_is_neither_read_nor_written()
    {
        await using var rig = Rig();
        await rig.WriteAsync("Hello");
        var id = (await rig.SessionAsync()).Id;

        var read = await rig.CallAsync(AgentToolNames.ReadContext, new { session_id = id });
        var written = await rig.CallAsync(AgentToolNames.AddContext, new { session_id = id, values = new Dictionary<string, object?> { ["notify.ai.handover"] = null } });

        read.GetProperty("values").GetRawText().Should().Be("{}");
        Status(written).Should().Be("invalid");
    }

    [Theory]
    [InlineData("call:7719", false)]
    [InlineData("intake", false)]
    [InlineData("intake.name", true)]
    [InlineData("theirs", true)]
    public async Task What_Notify_writes_itself_is_not_written_by_an_agent(string key, bool isFree)
    {
        var talk = new Conversation
        {
            Name = "intake",
            Questions = [new Question { Name = "name", Ask = In("Your name?") }],
            Completed = In("Thank you."),
            GivenUp = In("We will call you."),
        };
        await using var rig = Rig(n => n.AddConversation(talk).AddConversation(talk with { Name = "theirs", Tenant = "acme" }));
        var id = (await rig.SessionAsync()).Id;

        var answer = await rig.CallAsync(AgentToolNames.AddContext, new { session_id = id, values = new Dictionary<string, object> { [key] = "Aline" } });

        Status(answer).Should().Be(isFree ? "ok" : "invalid");
        (await rig.SessionAsync()).Context.Keys.Should().HaveCount(isFree ? 1 : 0);
    }

    [Fact]
    public async Task Status_set_by_an_agent_gives_no_talk_back_to_the_model()
    {
        await using var rig = Rig();
        await rig.WriteAsync("agent");

        await rig.CallAsync(AgentToolNames.SetSessionStatus, new { session_id = (await rig.SessionAsync()).Id, status = "active" });
        await rig.WriteAsync("Hello");

        rig.Chat.Asked.Should().BeEmpty();
    }

    [Theory]
    [InlineData(AgentToolNames.GetOrCreateSession, """{"recipient":"+250788000001","channel":"Carrier pigeon"}""", "channel")]
    [InlineData(AgentToolNames.GetOrCreateSession, """{"recipient":"nobody","channel":"sms"}""", "recipient")]
    [InlineData(AgentToolNames.SetSessionStatus, """{"session_id":"x","status":"closed"}""", "session_id")]
    [InlineData(AgentToolNames.SetSessionStatus, """{"session_id":"0197a3a0-0000-7000-8000-000000000000","status":"gone"}""", "status")]
    [InlineData(AgentToolNames.AddContext, """{"session_id":"0197a3a0-0000-7000-8000-000000000000"}""", "values")]
    [InlineData(AgentToolNames.AddContext, """{"session_id":"0197a3a0-0000-7000-8000-000000000000","values":{}}""", "values")]
    [InlineData(AgentToolNames.AddContext, """{"session_id":"0197a3a0-0000-7000-8000-000000000000","values":{"a":1,"a":2}}""", "values")]
    [InlineData(AgentToolNames.ReadContext, """{"session_id":"0197a3a0-0000-7000-8000-000000000000","keys":"all"}""", "keys")]
    public async Task Bad_call_names_the_argument(string tool, string arguments, string field)
    {
        await using var rig = Rig();

        var answer = await rig.CallAsync(tool, JsonDocument.Parse(arguments).RootElement);

        Status(answer).Should().Be("invalid");
        answer.GetProperty("errors")[0].GetProperty("field").GetString().Should().Be(field);
    }

    [Fact]
    public async Task Context_too_long_is_told_to_the_agent()
    {
        await using var rig = Rig();

        var answer = await rig.CallAsync(AgentToolNames.AddContext, new { session_id = (await rig.SessionAsync()).Id, values = new { all = new string('a', 70_000) } });

        Status(answer).Should().Be("invalid");
        answer.GetProperty("errors")[0].GetProperty("field").GetString().Should().Be("values");
    }

    private static Dictionary<string, string> In(string english) => new() { ["en"] = english };

    private static AiRig Rig(params string[] tenants) => Rig(null, tenants);

    private static AiRig Rig(Action<INotifyBuilder>? configure, params string[] tenants) => new(configure: configure, tools: o =>
    {
        foreach (var tenant in tenants is [] ? ["default"] : tenants)
        {
            var permissions = new AgentPermissions();
            foreach (var tool in AgentToolNames.All)
            {
                permissions.Tools.Add(tool);
            }

            o.Tenants[tenant] = permissions;
        }
    });

    private static string? Status(JsonElement answer) => answer.GetProperty("status").GetString();
}

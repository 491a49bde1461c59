using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Notify.Messages;
using Notify.Outcomes;
using Notify.WhatsApp.Tests.Support;

namespace Notify.WhatsApp.Tests.Sending;

public class OutcomeTests
{
    [Fact]
    public async Task Send_accepted_gives_metas_id()
    {
        var outcome = await AnsweredAsync(200, Sample.Meta("response_phone").ToJsonString());

        outcome.Should().Be(Outcome.Accepted(FakeGraph.MessageId));
    }

    [Theory]
    [InlineData("US.13491208655302741918", "US.13491208655302741918")]
    [InlineData("nobody's", null)]
    public async Task Send_accepted_gives_the_persons_user_id(string user, string? expected)
    {
        var outcome = await AnsweredAsync(200, $$"""{"contacts":[{"input":"+1","wa_id":"1","user_id":"{{user}}"}],"messages":[{"id":"wamid.1"}]}""");

        outcome.AlsoKnownAs?.Value.Should().Be(expected);
        (outcome.Class, outcome.AlsoKnownAs is null).Should().Be((OutcomeClass.Accepted, expected is null));
    }

    [Theory]
    [InlineData("paused")]
    [InlineData("held_for_quality_assessment")]
    public async Task Send_accepted_but_held_says_so(string status)
    {
        var outcome = await AnsweredAsync(200, $$"""{"messages":[{"id":"wamid.1","message_status":"{{status}}"}]}""");

        outcome.Class.Should().Be(OutcomeClass.Accepted);
        outcome.Detail.Should().Be($"message_status {status}");
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"messages":[]}""")]
    [InlineData(200, """{"messages":[{"id":""}]}""")]
    [InlineData(200, """{"messages":[{"id":7}]}""")]
    [InlineData(200, """{"messages":[{"id":"\ud800"}]}""")]
    [InlineData(200, """{"success":true}""")]
    [InlineData(204, "")]
    [InlineData(400, "Bad request")]
    [InlineData(401, "")]
    [InlineData(429, """{"error":"slow down"}""")]
    [InlineData(500, """{"error":{"message":"oops"}}""")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(503, """{"error":{"code":"x"}}""")]
    public async Task Send_answered_unreadably_is_in_doubt(int status, string body)
    {
        var outcome = await AnsweredAsync(status, body);

        outcome.Class.Should().Be(OutcomeClass.Unknown);
        outcome.Code.Should().Be("unreadable");
        outcome.Detail.Should().Contain($"HTTP {status}");
    }

    [Fact]
    public async Task Send_refused_is_classed_by_the_table()
    {
        var outcome = await AnsweredAsync(429, Sample.Meta("error_130429").ToJsonString());

        outcome.Class.Should().Be(OutcomeClass.Retry);
        outcome.Scope.Should().Be(OutcomeScope.Number);
        outcome.Code.Should().Be("130429");
        outcome.Detail.Should().Be("(#130429) Rate limit hit | The number sends too fast. | fbtrace_id Az8or2yhqkZfEZ-_4Qn_Bam");
        outcome.Remedy.Should().NotBeNullOrEmpty();
    }

    [Theory]
    [InlineData(500, 1, OutcomeClass.Retry)]
    [InlineData(400, 131000, OutcomeClass.Retry)]
    [InlineData(400, 131026, OutcomeClass.Rejected)]
    [InlineData(401, 190, OutcomeClass.Stopped)]
    [InlineData(429, 4, OutcomeClass.Defer)]
    [InlineData(429, 99990, OutcomeClass.Defer)]
    [InlineData(503, 99990, OutcomeClass.Retry)]
    [InlineData(400, 99990, OutcomeClass.Rejected)]
    public async Task Send_branches_on_the_code_and_only_for_unknown_ones_on_the_status(int status, int code, OutcomeClass expected)
    {
        var outcome = await AnsweredAsync(status, $$$"""{"error":{"message":"no","code":{{{code}}}}}""");

        outcome.Class.Should().Be(expected);
    }

    [Fact]
    public async Task Send_takes_error_data_as_text_and_transient_errors_as_retry()
    {
        var outcome = await AnsweredAsync(400, """{"error":{"message":"no","code":99990,"is_transient":true,"error_data":"because"}}""");

        outcome.Class.Should().Be(OutcomeClass.Retry);
        outcome.Detail.Should().Be("no | because");
    }

    [Fact]
    public async Task Send_sees_template_errors_behind_code_100()
    {
        var outcome = await AnsweredAsync(400, """{"error":{"message":"no","code":100,"error_subcode":2388024}}""");

        outcome.Scope.Should().Be(OutcomeScope.Template);
        outcome.Code.Should().Be("2388024");
    }

    [Fact]
    public async Task Detail_holds_no_number_no_message_id_and_at_most_1000_characters()
    {
        var message = $"to +250788123456 as {FakeGraph.MessageId} " + new string('x', 5000);

        var outcome = await AnsweredAsync(400, new JsonObject { ["error"] = new JsonObject { ["code"] = 131026, ["message"] = message } }.ToJsonString());

        outcome.Detail.Should().StartWith("to +250*******56 as wamid.*** xxx").And.HaveLength(1000);
    }

    [Fact]
    public async Task Send_logs_by_name_without_personal_data()
    {
        await using var rig = await Rig.StartAsync();
        await rig.SendAsync(new TextMessage("secret words"));
        rig.Graph.Answer = c => FakeGraph.Error(c, 400, 131026, $"{Rig.To} unreachable");
        await rig.SendAsync(new TextMessage("secret words"));

        rig.Log.Lines.Select(l => l.Event).Should().Equal("WHATSAPP_MESSAGE_SENT", "WHATSAPP_MESSAGE_FAILED");
        var text = string.Join('\n', rig.Log.Lines.Select(l => l.Text));
        text.Should().Contain("01998f3a").And.Contain("131026");
        text.Should().NotContain(Rig.To).And.NotContain("secret words").And.NotContain(Rig.Token).And.NotContain(FakeGraph.MessageId);
    }

    [Fact]
    public async Task Send_is_traced_without_personal_data()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "Notify",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a => { lock (spans) { spans.Add(a); } },
        };
        ActivitySource.AddActivityListener(listener);
        using var trace = new Activity("test").Start();
        await using var rig = await Rig.StartAsync();

        await rig.SendAsync(new TextMessage("secret words"));

        var span = spans.Single(s => s.TraceId == trace.TraceId);
        span.Kind.Should().Be(ActivityKind.Client);
        var tags = span.TagObjects.ToDictionary(t => t.Key, t => t.Value?.ToString());
        tags.Should().Contain("notify.account", "default").And.Contain("notify.outcome", "Accepted");
        tags.Values.Should().NotContain(v => v!.Contains("6505551234") || v.Contains("secret") || v.Contains("wamid"));
    }

    private static async Task<Outcome> AnsweredAsync(int status, string body)
    {
        await using var rig = await Rig.StartAsync();
        rig.Graph.Answer = c =>
        {
            c.Response.StatusCode = status;
            return body.Length == 0 ? Task.CompletedTask : c.Response.WriteAsync(body);
        };
        return await rig.SendAsync();
    }
}

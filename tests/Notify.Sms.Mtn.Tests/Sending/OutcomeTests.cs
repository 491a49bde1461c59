using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Notify.Messages;
using Notify.Outcomes;
using Notify.Sms.Mtn.Errors;
using Notify.Sms.Mtn.Tests.Support;

namespace Notify.Sms.Mtn.Tests.Sending;

public class OutcomeTests
{
    public static TheoryData<string> Codes => [.. MtnErrorTable.Mtn.Errors.Where(e => e.HttpStatus >= 200 && e.HttpStatus != 401).Select(e => e.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_code_comes_to_what_the_table_says(string code)
    {
        var line = MtnErrorTable.Mtn.Find(code)!;
        await using var rig = await Rig.StartAsync();
        rig.Mtn.Answer = c => FakeMtn.Error(c, line.HttpStatus!.Value, code);

        var outcome = await rig.SendAsync();

        outcome.Should().Match<Outcome>(o => o.Class == line.Class && o.Scope == line.Scope && o.Code == code && o.Remedy == line.Remedy && o.Mends == line.Mends);
        outcome.Detail.Should().Contain("tx-9").And.NotContain("788123456");
    }

    [Theory]
    [InlineData("1001", OutcomeClass.Rejected)]
    [InlineData("1004", OutcomeClass.Unknown)]
    [InlineData("3000", OutcomeClass.Retry)]
    [InlineData("9876", OutcomeClass.Rejected)]
    public async Task Http_200_with_another_code_than_noughts_is_a_failure(string code, OutcomeClass @class)
    {
        await using var rig = await Rig.StartAsync();
        rig.Mtn.Answer = c => FakeMtn.Error(c, 200, code);

        (await rig.SendAsync()).Should().Match<Outcome>(o => o.Class == @class && o.Code == code);
    }

    [Theory]
    [InlineData(200, FakeMtn.Accepted, "tx-1")]
    [InlineData(200, """{"statusCode":"0000"}""", null)]
    [InlineData(200, """{"transactionId":"t"}""", "t")]
    [InlineData(201, """{"resourceReference":{"resourceURL":"u"}}""", "u")]
    public async Task Success_is_read_in_every_form(int status, string body, string? id)
    {
        await using var rig = await Rig.StartAsync();
        rig.Mtn.Answer = c => FakeMtn.Json(c, status, body);

        (await rig.SendAsync()).Should().Match<Outcome>(o => o.Class == OutcomeClass.Accepted && o.ProviderMessageId == id);
    }

    [Theory]
    [InlineData(200, "{}")]
    [InlineData(200, "")]
    [InlineData(200, "<html/>")]
    [InlineData(200, "[]")]
    [InlineData(500, "upstream error")]
    [InlineData(503, "{}")]
    public async Task Answer_that_cannot_be_read_is_doubt(int status, string body)
    {
        await using var rig = await Rig.StartAsync();
        rig.Mtn.Answer = c => FakeMtn.Json(c, status, body);

        (await rig.SendAsync()).Should().Match<Outcome>(o => o.Class == OutcomeClass.Unknown && o.Code == "unreadable");
    }

    [Theory]
    [InlineData(503, """{"timestamp":"x","status":503,"error":"Service Unavailable","message":"m","path":"/"}""", OutcomeClass.Retry, "Service Unavailable")]
    [InlineData(403, """{"fault":{"faultstring":"f","detail":{"errorcode":"policies.x"}}}""", OutcomeClass.Stopped, "policies.x")]
    [InlineData(429, """{"code":"77"}""", OutcomeClass.Retry, "77")]
    [InlineData(404, """{"statusCode":"77"}""", OutcomeClass.Stopped, "77")]
    [InlineData(504, """{"statusCode":"77"}""", OutcomeClass.Unknown, "77")]
    [InlineData(400, """{"statusCode":77}""", OutcomeClass.Rejected, "77")]
    public async Task Code_without_a_line_goes_by_http_status(int status, string body, OutcomeClass @class, string code)
    {
        await using var rig = await Rig.StartAsync();
        rig.Mtn.Answer = c => FakeMtn.Json(c, status, body);

        (await rig.SendAsync()).Should().Match<Outcome>(o => o.Class == @class && o.Code == code);
    }

    [Fact]
    public async Task Code_means_what_the_account_says()
    {
        await using var rig = await Rig.StartAsync(o =>
        {
            o.Errors["6000"] = new MtnErrorOverride { Class = OutcomeClass.Defer, Delay = TimeSpan.FromMinutes(3) };
            o.UnknownErrors = OutcomeClass.Defer;
        });
        rig.Mtn.Answer = c => FakeMtn.Error(c, 403, "6000");

        (await rig.SendAsync()).Should().Match<Outcome>(o =>
            o.Class == OutcomeClass.Defer && o.Scope == OutcomeScope.Account && o.RetryAfter == TimeSpan.FromMinutes(3));
        rig.Mtn.Answer = c => FakeMtn.Error(c, 400, "9");
        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Defer);
    }

    [Fact]
    public async Task Wait_that_MTN_asks_for_is_kept()
    {
        await using var rig = await Rig.StartAsync();
        rig.Mtn.Answer = c =>
        {
            c.Response.Headers.RetryAfter = "90";
            return FakeMtn.Error(c, 429, "1013");
        };

        (await rig.SendAsync()).RetryAfter.Should().Be(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Segments_are_counted_by_encoding_and_account()
    {
        await using var rig = await Rig.StartAsync();
        long segments = 0;
        var tags = new List<KeyValuePair<string, object?>>();
        var meters = rig.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "notification_sms_segments" && ReferenceEquals(instrument.Meter, meters.Create("Notify")))
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, given, _) =>
        {
            segments += value;
            tags.AddRange(given);
        });
        listener.Start();

        await rig.SendAsync(new TextMessage(new string('é', 200)));
        rig.Mtn.Answer = c => FakeMtn.Error(c, 400, "1001");
        await rig.SendAsync(send: 2);

        segments.Should().Be(2);
        tags.Select(t => $"{t.Key}={t.Value}").Should().Equal("account=default", "encoding=Gsm7");
    }

    [Fact]
    public async Task Log_tells_what_became_of_it_without_number_or_text()
    {
        await using var rig = await Rig.StartAsync();
        await rig.SendAsync(new TextMessage("secret words"));
        rig.Mtn.Answer = c => FakeMtn.Error(c, 400, "1001");
        await rig.SendAsync(new TextMessage("secret words"), send: 2);

        rig.Log.Lines.Select(l => l.Event).Should().Contain(["SMS_MESSAGE_SENT", "SMS_MESSAGE_FAILED", "MTN_TOKEN_RENEWED"]);
        rig.Log.Lines.Should().NotContain(l => l.Text.Contains("788123456") || l.Text.Contains("secret words") || l.Text.Contains("token-1"));
    }
}

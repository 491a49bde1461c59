using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Notify.AspNetCore.Tests.Support;
using Notify.Deliveries;
using Notify.Sessions;
using Notify.Templates;
using Notify.Testing;

namespace Notify.AspNetCore.Tests.PostCall;

/// <summary>The end of a call over HTTP, on a SQLite store.</summary>
public sealed class PostCallTests : IAsyncLifetime
{
    private const string Key = "q0Yx3Wc1Vt7Lr9Kp5Zm2Nb8Hd4Gf6Js1A=";
    private const string Body =
        """{"tenant":"acme","recipient":"+250788000001","callId":"7719","variables":{"name":"Aline","summary":"we send it"},"context":{"asked_for":"a receipt"}}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notify-post-call-");
    private TestApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await TestApp.StartAsync(
            a => a.MapNotifyPostCall(),
            services => services.AddNotify(n => n
                .AddSender(new ScriptedSender(Channel.Sms))
                .AddRunOnce(o => o.Keys.Add(Key))),
            n => n.UseSqlite(Path.Combine(_folder.FullName, "notify.db")));
        await _app.Services.GetRequiredService<Notify.Storage.IStorageSetup>().PrepareAsync(default);
        await _app.Services.GetRequiredService<ITemplateStore>().SaveAsync([Template(Channel.WhatsApp), Template(Channel.Sms)], default);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Post_queues_the_summary_over_both_channels_and_gives_the_session()
    {
        using var response = await CallAsync(Body);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        var report = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        report.GetProperty("status").GetString().Should().Be("queued");
        var summary = report.GetProperty("summaryId").GetGuid();
        var session = await _app.Services.GetRequiredService<ISessions>().FindAsync("acme", report.GetProperty("sessionId").GetGuid());
        (session!.Status, session.SummaryId, session.Context.Text("asked_for")).Should().Be((SessionStatus.FollowUp, summary, "a receipt"));
        (await DeliveriesAsync()).Select(d => (d.NotificationId, d.Flow.Channel, d.State)).Should().BeEquivalentTo(
            [(summary, Channel.WhatsApp, DeliveryState.Queued), (summary, Channel.Sms, DeliveryState.Queued)]);
    }

    [Fact]
    public async Task Post_again_is_answered_as_a_duplicate_and_queues_nothing()
    {
        using var first = await CallAsync(Body);

        using var again = await CallAsync(Body);

        (await again.Content.ReadAsStringAsync()).Should().Be((await first.Content.ReadAsStringAsync()).Replace("queued", "duplicate", StringComparison.Ordinal));
        (await DeliveriesAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task Post_for_a_session_without_room_for_its_context_is_answered_as_done()
    {
        var sessions = _app.Services.GetRequiredService<ISessions>();
        var begun = await sessions.GetOrCreateAsync("acme", "+250788000001", Channel.Voice);
        await sessions.MergeAsync("acme", begun.Id, new() { ["known"] = new string('x', SessionContext.MaxLength - 100) });

        using var first = await CallAsync(Body);
        using var again = await CallAsync(Body);

        (first.StatusCode, again.StatusCode).Should().Be((HttpStatusCode.OK, HttpStatusCode.OK));
        (await again.Content.ReadAsStringAsync()).Should().Be((await first.Content.ReadAsStringAsync()).Replace("queued", "duplicate", StringComparison.Ordinal));
        (await sessions.FindAsync("acme", begun.Id))!.Status.Should().Be(SessionStatus.FollowUp);
        (await DeliveriesAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task Post_over_named_channels_goes_over_those()
    {
        using var response = await CallAsync("""{"tenant":"acme","recipient":"+250788000001","callId":"1","variables":{"name":"A","summary":"b"},"channels":["sms"]}""");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await DeliveriesAsync()).Should().ContainSingle().Which.Flow.Channel.Should().Be(Channel.Sms);
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    [InlineData("{", "body")]
    [InlineData("""{"recipient":"+250788000001","callId":"1","variables":{"name":"A","summary":"b"},"extra":1}""", "extra")]
    [InlineData("""{"recipient":1}""", "recipient")]
    [InlineData("""{"recipient":"+250788000001","callId":"1","variables":{"name":7}}""", "variables.name")]
    [InlineData("""{"callId":"1","variables":{"name":"A","summary":"b"}}""", "recipient")]
    [InlineData("""{"recipient":"+250788000001","variables":{"name":"A","summary":"b"}}""", "callId")]
    [InlineData("""{"recipient":"+250788000001","callId":"1"}""", "variables")]
    [InlineData("""{"recipient":"+250788000001","callId":"1","variables":{"name":null}}""", "variables.name")]
    [InlineData("""{"recipient":"+250788000001","callId":"1","variables":{"name":"A","summary":"b"},"template":"unknown"}""", "template")]
    [InlineData("""{"recipient":"+250788000001","callId":"1","variables":{"name":"A","summary":"b"},"tenant":"a b"}""", "tenant")]
    [InlineData("""{"recipient":"+250788000001","callId":"1","variables":{"name":"A","summary":"b"},"context":{"":1}}""", "context")]
    [InlineData("""{"recipient":"+250788000001","callId":"1","variables":{"name":"A","summary":"b"},"channels":[]}""", "channels")]
    [InlineData("""{"recipient":"+250788000001","callId":"1","variables":{"name":"A","summary":"b"},"channels":["S M S"]}""", "channels")]
    public async Task Post_of_what_cannot_be_used_is_answered_400_with_the_field(string body, string field)
    {
        using var response = await CallAsync(body);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var text = await response.Content.ReadAsStringAsync();
        JsonDocument.Parse(text).RootElement.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()).Distinct().Should().Equal(field);
        text.Should().NotContain("250788000001");
        (await DeliveriesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Post_of_what_cannot_be_used_is_answered_in_words_a_person_can_read()
    {
        using var response = await CallAsync("""{"recipient":"+250788000001","callId":"1","variables":{"name":"A","summary":"b"},"template":"unknown"}""");

        (await response.Content.ReadAsStringAsync()).Should().Contain("The catalogue has no 'unknown'");
    }

    [Fact]
    public async Task Post_of_a_number_as_a_fields_name_is_not_repeated()
    {
        using var response = await CallAsync("""{"+250788000001":1}""");

        (await response.Content.ReadAsStringAsync()).Should().NotContain("250788000001");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer " + Key + "x")]
    public async Task Call_without_a_key_is_refused_and_does_nothing(string? authorization)
    {
        using var response = await CallAsync(Body, authorization);

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        _app.Log.Lines.Should().Contain(l => l.Event == "NOTIFY_POST_CALL_REFUSED");
        (await DeliveriesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Get_is_answered_405()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/notify/post-call");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Key);

        using var response = await _app.Client.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Post_over_the_limit_is_answered_413()
    {
        using var response = await CallAsync($$"""{"text":"{{new string('x', 300 * 1024)}}"}""");

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    private static Template Template(Channel channel) => new()
    {
        Key = "call_summary",
        Channel = channel,
        Locale = "en",
        Domain = "voice",
        Variables = ["name", "summary"],
        Content = new TemplateContent { Body = "Hi {{name}}: {{summary}}" },
    };

    private async Task<IReadOnlyList<DeliveryRecord>> DeliveriesAsync() =>
        (await _app.Services.GetRequiredService<IDeliveryLog>().PageAsync(new DeliverySelection("acme"), 10, null, default)).Deliveries;

    private async Task<HttpResponseMessage> CallAsync(string body, string? authorization = "Bearer " + Key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/notify/post-call") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await _app.Client.SendAsync(request);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Notify.Emulators.Meta;
using Notify.Emulators.Mtn;
using Notify.Emulators.Tests.Support;

namespace Notify.Emulators.Tests.Mtn;

/// <summary>MTN's API beside Meta's: tokens, sends, reports, and what people write as SMS.</summary>
public sealed class SmsTests : IAsyncLifetime, IDisposable
{
    private const string Aline = "+250788123456";
    private WebhookEndpoint _webhook = null!;
    private MetaEmulator _emulator = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _webhook = await WebhookEndpoint.StartAsync();
        _emulator = await MetaEmulator.StartAsync(new MetaEmulatorOptions
        {
            OpenWindows = true,
            ReceiptStep = TimeSpan.Zero,
            WebhookRetryFirst = TimeSpan.FromMilliseconds(1),
            Mtn = new MtnEmulatorOptions { ClientId = "client", ClientSecret = "secret", WebhookUrl = _webhook.Url },
        });
        _http = new HttpClient { BaseAddress = _emulator.BaseAddress };
    }

    public async Task DisposeAsync()
    {
        Dispose();
        await _emulator.DisposeAsync();
        await _webhook.DisposeAsync();
    }

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("client", "secret", HttpStatusCode.OK)]
    [InlineData("client", "other", HttpStatusCode.Unauthorized)]
    [InlineData("nobody", "secret", HttpStatusCode.Unauthorized)]
    public async Task Token_is_given_to_the_client_alone(string id, string secret, HttpStatusCode status) =>
        (await AskTokenAsync(id, secret)).StatusCode.Should().Be(status);

    [Fact]
    public async Task Send_is_accepted_listed_and_reported()
    {
        var (status, body) = await SendAsync(Sms(Aline));

        (status, body.GetProperty("statusCode").GetString()).Should().Be((HttpStatusCode.OK, "0000"));
        var reports = new[] { await NextAsync(), await NextAsync() };
        reports.Select(r => r.GetProperty("deliveryStatus").GetString()).Should().BeEquivalentTo("ACCEPTD", "DELIVERED");
        reports.Should().OnlyContain(r => r.GetProperty("clientCorrelatorId").GetString() == "c-1" && r.GetProperty("receiverAddress").GetString() == "250788123456");
        await Until.TrueAsync(() => _emulator.PendingReceipts == 0);
        var listed = _emulator.Accepted.Should().ContainSingle().Subject;
        (listed.Type, listed.To, listed.Text, listed.Status, listed.Id).Should()
            .Be(("sms", Aline, "Muraho", AcceptedStatus.Delivered, body.GetProperty("transactionId").GetString()!));
    }

    [Theory]
    [InlineData("message", "message")]
    [InlineData("serviceCode", "serviceCode")]
    [InlineData("clientCorrelatorId", "clientCorrelatorId")]
    [InlineData("receiverAddress", "receiverAddress")]
    public async Task Send_without_what_is_required_is_refused(string field, string word)
    {
        var body = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Sms(Aline))!;
        body.Remove(field);

        var (status, answer) = await SendAsync(JsonSerializer.Serialize(body));

        status.Should().Be(HttpStatusCode.BadRequest);
        answer.GetProperty("statusMessage").GetString().Should().Contain(word);
        _emulator.Accepted.Should().BeEmpty();
    }

    [Fact]
    public async Task Send_without_a_token_is_refused()
    {
        using var answer = await _http.PostAsync(new Uri("v3/sms/messages/sms/outbound", UriKind.Relative), Json(Sms(Aline)));

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        _emulator.Accepted.Should().BeEmpty();
    }

    [Theory]
    [InlineData("+88810030060001", HttpStatusCode.TooManyRequests, "3006")]
    [InlineData("+88810060000001", HttpStatusCode.Forbidden, "6000")]
    [InlineData("+88819999990001", HttpStatusCode.BadRequest, "5000")]
    public async Task Recipient_asks_for_a_refusal(string to, HttpStatusCode status, string code)
    {
        var (answered, body) = await SendAsync(Sms(to));

        (answered, body.GetProperty("statusCode").GetString()).Should().Be((status, code));
        _emulator.Accepted.Should().BeEmpty();
    }

    [Fact]
    public async Task Recipient_asks_for_a_failed_report()
    {
        await SendAsync(Sms("+88820000000001"));

        (await NextAsync()).GetProperty("deliveryStatus").GetString().Should().Be("UNDELIVERED");
    }

    [Fact]
    public async Task Recipient_magic_at_Meta_is_ordinary_here()
    {
        var (status, _) = await SendAsync(Sms("+99911310260001"));

        status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reply_typed_on_the_page_is_posted_as_inbound()
    {
        await SendAsync(Sms(Aline));
        await NextAsync();
        await NextAsync();

        using var answer = await _http.PostAsync(new Uri("_emulator/phone/conversations/1/sms", UriKind.Relative), Json("""{"text":"STATUS SK-4413"}"""));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var written = await NextAsync();
        (written.GetProperty("senderAddress").GetString(), written.GetProperty("receiverAddress").GetString(), written.GetProperty("message").GetString())
            .Should().Be((Aline[1..], "2442", "STATUS SK-4413"));
    }

    [Fact]
    public async Task Inbound_of_nobody_is_refused()
    {
        using var answer = await _http.PostAsync(new Uri("_emulator/mtn/inbound", UriKind.Relative), Json("""{"from":"0788123456","text":"Hi"}"""));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Phone_page_shows_both_channels_in_one_conversation()
    {
        await SendAsync(Sms(Aline));
        using var client = new MetaClient(_emulator.BaseAddress);
        await client.PostAsync($"/v25.0/{MetaClient.PhoneNumberId}/messages", MetaClient.Text(Aline));

        var page = JsonDocument.Parse(await _http.GetStringAsync(new Uri("_emulator/phone/conversations/1", UriKind.Relative))).RootElement;

        page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("type").GetString()).Should().Equal("sms", "text");
    }

    private static string Sms(string to) => JsonSerializer.Serialize(new
    {
        message = "Muraho",
        serviceCode = "2442",
        receiverAddress = new[] { to[1..] },
        clientCorrelatorId = "c-1",
        requestDeliveryReceipt = true,
    });

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private Task<HttpResponseMessage> AskTokenAsync(string id, string secret) => _http.PostAsync(
        new Uri("v1/oauth/access_token?grant_type=client_credentials", UriKind.Relative),
        new FormUrlEncodedContent(new Dictionary<string, string> { ["client_id"] = id, ["client_secret"] = secret }));

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string body)
    {
        using var given = await AskTokenAsync("client", "secret");
        var token = JsonDocument.Parse(await given.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "v3/sms/messages/sms/outbound") { Content = Json(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone());
    }

    private async Task<JsonElement> NextAsync() => JsonDocument.Parse((await _webhook.NextAsync()).Body).RootElement;
}

using System.Net;
using System.Text;
using System.Text.Json;
using Notify.Emulators.Tests.Support;

namespace Notify.Emulators.Tests.Calls;

public sealed class CallTests : IAsyncLifetime
{
    private const string Aline = "+250788123456";
    private const string End = "/_emulator/phone/conversations/1/call";
    private readonly EmulatorFixture _fixture = new();
    private WebhookEndpoint _app = null!;

    private MetaClient Client => _fixture.Client;

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _app = await WebhookEndpoint.StartAsync();
        await Client.SendTextAsync(Aline);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task End_of_a_call_is_told_with_the_person_the_key_and_an_id_of_its_own()
    {
        (await SetAsync(_app.Url.ToString())).Should().Be(HttpStatusCode.NoContent);

        var answer = await Client.PostAsync(End, "");
        await Client.PostAsync(End, "");

        (answer.Status, answer.Body.GetProperty("status").GetString()).Should().Be((HttpStatusCode.OK, "done"));
        var first = await NextAsync();
        var second = await NextAsync();
        first.GetProperty("recipient").GetString().Should().Be(Aline);
        first.GetProperty("variables").GetProperty("ref").GetString().Should().Be(first.GetProperty("callId").GetString()).And.NotBe(second.GetProperty("callId").GetString());
    }

    [Fact]
    public async Task App_that_refuses_or_is_away_is_a_problem_in_words()
    {
        await SetAsync(_app.Url.ToString());
        _app.Answers.Enqueue(401);

        (await Client.PostAsync(End, "")).Details.Should().Contain("401");

        await _app.DisposeAsync();
        (await Client.PostAsync(End, "")).Details.Should().Contain("does not answer");
    }

    [Fact]
    public async Task There_is_no_call_without_an_app_or_a_person()
    {
        (await Client.PostAsync(End, "")).Status.Should().Be(HttpStatusCode.NotFound);
        await SetAsync(_app.Url.ToString());
        (await Client.PostAsync("/_emulator/phone/conversations/2/call", "")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Address_that_is_none_is_refused() => (await SetAsync("call.me")).Should().Be(HttpStatusCode.BadRequest);

    private async Task<HttpStatusCode> SetAsync(string url)
    {
        var body = JsonSerializer.Serialize(new { url, token = "key", body = new { variables = new { @ref = "{callId}" } } });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Client.Http.PutAsync("/_emulator/calls", content);
        return answer.StatusCode;
    }

    private async Task<JsonElement> NextAsync() => JsonDocument.Parse((await _app.NextAsync()).Body).RootElement;
}

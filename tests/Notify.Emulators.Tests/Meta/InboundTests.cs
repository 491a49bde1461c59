using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Notify.Emulators.Meta;
using Notify.Emulators.Tests.Support;

namespace Notify.Emulators.Tests.Meta;

/// <summary>What people write, and what Meta says of templates, accounts and preferences: posted by the emulator when it is told to.</summary>
public sealed class InboundTests : IAsyncLifetime, IDisposable
{
    private const string Aline = "+250788123456";
    private WebhookEndpoint _webhook = null!;
    private MetaEmulator _emulator = null!;
    private MetaClient _client = null!;

    public async Task InitializeAsync()
    {
        _webhook = await WebhookEndpoint.StartAsync();
        _emulator = await MetaEmulator.StartAsync(new MetaEmulatorOptions
        {
            OpenWindows = true,
            PhoneNumberIds = [MetaClient.PhoneNumberId],
            TemplatesJson = TemplateSamples.Json,
            WebhookUrl = _webhook.Url,
            AppSecret = "secret",
            ReceiptStep = TimeSpan.Zero,
            WebhookRetryFirst = TimeSpan.FromMilliseconds(1),
        });
        _client = new MetaClient(_emulator.BaseAddress);
    }

    public async Task DisposeAsync()
    {
        Dispose();
        await _emulator.DisposeAsync();
        await _webhook.DisposeAsync();
    }

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("""{"type":"text","text":{"body":"Muraho é"}""", "text")]
    [InlineData("""{"type":"image","image":{"caption":"Look"}""", "image")]
    [InlineData("""{"type":"audio","audio":{"voice":true}""", "audio")]
    [InlineData("""{"type":"location","location":{"latitude":-1.9,"longitude":30.1}""", "location")]
    public async Task Message_is_posted_signed_in_Metas_envelope(string message, string type)
    {
        var answer = await _client.PostAsync("/_emulator/inbound", $$"""{{message}},"from":"{{Aline}}","name":"Aline"}""");

        answer.Status.Should().Be(HttpStatusCode.OK);
        var call = await _webhook.NextAsync();
        call.Signature.Should().Be("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData("secret"u8, call.Body)));
        call.Text.Should().NotContain("é");
        var value = call.Changes.Single().GetProperty("value");
        value.GetProperty("metadata").GetProperty("phone_number_id").GetString().Should().Be(MetaClient.PhoneNumberId);
        value.GetProperty("contacts")[0].GetProperty("profile").GetProperty("name").GetString().Should().Be("Aline");
        var written = value.GetProperty("messages")[0];
        written.GetProperty("id").GetString().Should().Be(answer.Body.GetProperty("id").GetString());
        (written.GetProperty("from").GetString(), written.GetProperty("type").GetString()).Should().Be((Aline[1..], type));
        written.GetProperty(type).TryGetProperty("mime_type", out _).Should().Be(type is "image" or "audio");
    }

    [Fact]
    public async Task Reply_reaction_and_buttons_name_the_message_they_are_about()
    {
        _emulator.WebhookUrl = null;
        var sent = await _client.SendAsync("""
            {"messaging_product":"whatsapp","to":"+250788123456","type":"interactive","interactive":{"type":"button","body":{"text":"Coming?"},"action":{"buttons":[{"type":"reply","reply":{"id":"yes","title":"Yes"}}]}}}
            """);
        var id = sent.Body.GetProperty("messages")[0].GetProperty("id").GetString();
        await Until.TrueAsync(() => _emulator.PendingReceipts == 0);
        _emulator.WebhookUrl = _webhook.Url;

        (await WriteAsync($$$"""{"type":"interactive","context":{"message_id":"{{{id}}}"},"interactive":{"type":"button_reply","button_reply":{"id":"yes","title":"Yes"}}""")).Status.Should().Be(HttpStatusCode.OK);
        (await WriteAsync($$"""{"type":"reaction","reaction":{"message_id":"{{id}}","emoji":"👍"}""")).Status.Should().Be(HttpStatusCode.OK);

        var messages = new List<JsonElement>();
        while (messages.Count < 2)
        {
            messages.AddRange((await _webhook.NextAsync()).Messages);
        }

        messages.Single(m => m.GetProperty("type").GetString() == "interactive").GetProperty("context").GetProperty("id").GetString().Should().Be(id);
        messages.Single(m => m.GetProperty("type").GetString() == "reaction").GetProperty("reaction").GetProperty("message_id").GetString().Should().Be(id);
    }

    [Theory]
    [InlineData("""{"type":"text","text":{"body":""}""")]
    [InlineData("""{"type":"text","text":{"body":"x"},"colour":"red" """)]
    [InlineData("""{"type":"text" """)]
    [InlineData("""{"type":"poem","poem":{} """)]
    [InlineData("""{"type":"text","text":{"body":"x"},"phone_number_id":"7" """)]
    [InlineData("""{"type":"text","text":{"body":"x"},"context":{"message_id":"wamid.none"} """)]
    [InlineData("""{"type":"reaction","reaction":{"message_id":"wamid.none","emoji":"👍"} """)]
    [InlineData("""{"type":"button","button":{"text":"Yes","payload":"y"} """)]
    [InlineData("""{"type":"image","image":{"filename":"a.jpg"} """)]
    public async Task Message_that_no_person_could_write_is_refused(string message)
    {
        (await WriteAsync(message)).Status.Should().Be(HttpStatusCode.BadRequest);

        _emulator.PendingReceipts.Should().Be(0);
    }

    [Fact]
    public async Task Message_is_repeated_until_the_webhook_takes_it()
    {
        _webhook.Answers.Enqueue(503);

        await WriteAsync("""{"type":"text","text":{"body":"x"}""");

        var ids = new[] { await _webhook.NextAsync(), await _webhook.NextAsync() }.Select(c => c.Messages.Single().GetProperty("id").GetString());
        ids.Distinct().Should().ContainSingle();
        await Until.TrueAsync(() => _emulator.PendingReceipts == 0);
    }

    [Fact]
    public async Task Magic_numbers_lose_and_double_what_is_written()
    {
        await _client.PostAsync("/_emulator/inbound", """{"type":"text","text":{"body":"lost"},"from":"+99960000000001"}""");
        _emulator.PendingReceipts.Should().Be(0);

        await _client.PostAsync("/_emulator/inbound", """{"type":"text","text":{"body":"twice"},"from":"+99960000010001"}""");

        var bodies = new List<string?>();
        while (bodies.Count < 2)
        {
            bodies.AddRange((await _webhook.NextAsync()).Messages.Select(m => m.GetProperty("text").GetProperty("body").GetString()));
        }

        bodies.Should().Equal("twice", "twice");
    }

    [Fact]
    public async Task News_of_an_account_is_posted_with_the_business_accounts_id()
    {
        using var content = new StringContent("""{"event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"RESTRICTED_BIZ_INITIATED_MESSAGING"}]}""", Encoding.UTF8, "application/json");
        using var answer = await _client.Http.PostAsync("/_emulator/news/account_update", content);

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        var call = await _webhook.NextAsync();
        var change = call.Changes.Single();
        change.GetProperty("field").GetString().Should().Be("account_update");
        change.GetProperty("value").GetProperty("event").GetString().Should().Be("ACCOUNT_RESTRICTION");
        call.Text.Should().Contain("\"id\":\"100200300400500\",\"time\":");
    }

    [Theory]
    [InlineData("account_update", "{}")]
    [InlineData("account_update", "[]")]
    [InlineData("user_preferences", """{"user_preferences":{}}""")]
    [InlineData("weather", """{"event":"RAIN"}""")]
    public async Task News_Meta_would_not_tell_is_refused(string field, string value) =>
        (await _client.PostAsync($"/_emulator/news/{field}", value)).Status.Should().Be(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Template_status_that_changes_is_told()
    {
        _emulator.SetTemplateStatus("order_paid", "en", "PAUSED").Should().BeTrue();

        var change = (await _webhook.NextAsync()).Changes.Single();
        change.GetProperty("field").GetString().Should().Be("message_template_status_update");
        change.GetProperty("value").GetProperty("event").GetString().Should().Be("PAUSED");
        change.GetProperty("value").GetProperty("message_template_name").GetString().Should().Be("order_paid");
    }

    private Task<Answer> WriteAsync(string message) => _client.PostAsync("/_emulator/inbound", $$"""{{message}},"from":"{{Aline}}"}""");
}

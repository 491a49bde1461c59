using Notify.Emulators.Meta;
using Notify.Emulators.Tests.Support;

namespace Notify.Emulators.Tests.Meta;

public sealed class WebhookRetryTests
{
    [Fact]
    public async Task Call_is_repeated_until_it_gets_a_200()
    {
        await using var webhook = await WebhookEndpoint.StartAsync();
        foreach (var status in (int[])[500, 404, 202, 302])
        {
            webhook.Answers.Enqueue(status);
        }

        await using var emulator = await StartAsync(webhook.Url);
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendTextAsync("+99960000030001");

        for (var call = 0; call < 5; call++)
        {
            (await webhook.NextAsync()).Statuses.Should().ContainSingle();
        }

        await Until.TrueAsync(() => emulator.PendingReceipts == 0);
        webhook.HasMore.Should().BeFalse();
    }

    [Fact]
    public async Task Receipts_wait_for_an_endpoint_that_is_away_and_accepting_goes_on()
    {
        var away = await WebhookEndpoint.StartAsync();
        var url = away.Url;
        await away.DisposeAsync();
        await using var emulator = await StartAsync(url);
        using var client = new MetaClient(emulator.BaseAddress);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(index => client.SendTextAsync($"+2507880002{index:00}")));
        await Until.TrueAsync(async () => (await client.GetAsync("/_emulator/health")).Body.TryGetProperty("webhookProblem", out _));
        emulator.PendingReceipts.Should().Be(150);

        await using var back = await WebhookEndpoint.StartAsync(url.Port);
        var statuses = await back.StatusesAsync(150);

        statuses.Select(status => $"{status.GetProperty("id")}/{status.GetProperty("status")}").Should().OnlyHaveUniqueItems();
        await Until.TrueAsync(() => emulator.PendingReceipts == 0);
    }

    [Fact]
    public async Task Problem_is_forgotten_when_the_webhook_is_set_anew()
    {
        await using var webhook = await WebhookEndpoint.StartAsync();
        webhook.Answers.Enqueue(401);
        await using var emulator = await StartAsync(webhook.Url, again: TimeSpan.FromMinutes(1));
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendTextAsync("+99960000030001");
        await Until.TrueAsync(async () => await ProblemAsync(client) == "it answered 401");

        emulator.WebhookUrl = new Uri(webhook.Url.ToString());

        (await ProblemAsync(client)).Should().BeNull("nothing was posted there yet");
    }

    [Fact]
    public async Task Webhook_can_be_moved_while_running()
    {
        await using var first = await WebhookEndpoint.StartAsync();
        await using var second = await WebhookEndpoint.StartAsync();
        await using var emulator = await StartAsync(first.Url);
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendTextAsync("+99960000030001");
        await first.NextAsync();

        using var content = new StringContent($$"""{"url":"{{second.Url}}"}""");
        using var moved = await client.Http.PutAsync("/_emulator/webhook", content);
        await client.SendTextAsync("+99960000030002");

        (await second.NextAsync()).Statuses[0].GetProperty("recipient_id").GetString().Should().Be("99960000030002");
        emulator.WebhookUrl.Should().Be(second.Url);
    }

    [Theory]
    [InlineData("""{"url":"ftp://example.com"}""")]
    [InlineData("""{"url":"here"}""")]
    [InlineData("not json")]
    public async Task Webhook_that_is_no_web_address_is_refused(string change)
    {
        await using var emulator = await StartAsync(url: null);
        using var client = new MetaClient(emulator.BaseAddress);
        using var content = new StringContent(change);
        using var answer = await client.Http.PutAsync("/_emulator/webhook", content);

        (await MetaClient.ReadAsync(answer)).Code.Should().Be(100);
    }

    [Fact]
    public async Task Webhook_proves_itself_once_before_the_first_receipt()
    {
        await using var webhook = await WebhookEndpoint.StartAsync();
        await using var emulator = await StartAsync(webhook.Url, verifyToken: "right");
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendTextAsync("+250788000001");

        await webhook.StatusesAsync(3);

        webhook.Handshakes.Should().ContainSingle().Which.Should().Contain("hub.mode=subscribe").And.Contain("hub.verify_token=right");
    }

    [Fact]
    public async Task Webhook_that_does_not_prove_itself_gets_nothing_until_it_does()
    {
        await using var webhook = await WebhookEndpoint.StartAsync();
        webhook.VerifyToken = "other";
        await using var emulator = await StartAsync(webhook.Url, verifyToken: "right");
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendTextAsync("+250788000001");
        await Until.TrueAsync(() => webhook.Handshakes.Count >= 2);
        webhook.HasMore.Should().BeFalse();

        webhook.VerifyToken = "right";

        (await webhook.StatusesAsync(3)).Should().HaveCount(3);
    }

    private static async Task<string?> ProblemAsync(MetaClient client) =>
        (await client.GetAsync("/_emulator/health")).Body.TryGetProperty("webhookProblem", out var problem) ? problem.GetString() : null;

    private static Task<MetaEmulator> StartAsync(Uri? url, string? verifyToken = null, TimeSpan? again = null) => MetaEmulator.StartAsync(new MetaEmulatorOptions
    {
        OpenWindows = true,
        WebhookUrl = url,
        VerifyToken = verifyToken,
        ReceiptStep = TimeSpan.FromMilliseconds(1),
        ReceiptWindow = TimeSpan.Zero,
        WebhookRetryFirst = again ?? TimeSpan.FromMilliseconds(1),
        WebhookRetryLongest = again ?? TimeSpan.FromMilliseconds(20),
    });
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Notify.Emulators.Meta;
using Notify.Emulators.Tests.Support;
using Notify.Testing;

namespace Notify.Emulators.Tests.Meta;

public sealed class ReceiptTests : IAsyncLifetime
{
    private const string Secret = "test_app_secret";
    private WebhookEndpoint _webhook = null!;

    public async Task InitializeAsync() => _webhook = await WebhookEndpoint.StartAsync();

    public Task DisposeAsync() => _webhook.DisposeAsync().AsTask();

    [Fact]
    public async Task Message_gets_sent_delivered_and_read()
    {
        await using var emulator = await StartAsync();
        using var client = new MetaClient(emulator.BaseAddress);
        var sent = await client.SendTextAsync("+250788000001", callbackData: "ref-1");

        var statuses = await _webhook.StatusesAsync(3);

        Names(statuses).Should().Equal("sent", "delivered", "read");
        var accepted = emulator.Accepted.Single();
        foreach (var status in statuses)
        {
            status.GetProperty("id").GetString().Should().Be(sent.MessageId);
            status.GetProperty("recipient_id").GetString().Should().Be("250788000001");
            status.GetProperty("biz_opaque_callback_data").GetString().Should().Be("ref-1");
            Timestamp(status).Should().BeCloseTo(accepted.AcceptedAt.ToUnixTimeSeconds(), 2);
        }

        statuses[0].GetProperty("pricing").GetProperty("category").GetString().Should().Be("service");
        await Until.TrueAsync(() => emulator.PendingReceipts == 0);
        emulator.Accepted.Single().Status.Should().Be(AcceptedStatus.Read);
    }

    [Fact]
    public async Task Call_is_wrapped_and_signed_as_Meta_does()
    {
        await using var emulator = await StartAsync();
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendTextAsync("+250788000001", callbackData: "ä/😀");

        var call = await _webhook.NextAsync();

        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), call.Body);
        call.Signature.Should().Be("sha256=" + Convert.ToHexStringLower(hash));
        call.Body.Should().OnlyContain(unit => unit < 0x80);
        call.Text.Should().Contain(@"""biz_opaque_callback_data"":""\u00e4\/\ud83d\ude00""");
        using var document = JsonDocument.Parse(call.Body);
        document.RootElement.GetProperty("object").GetString().Should().Be("whatsapp_business_account");
        var entry = document.RootElement.GetProperty("entry")[0];
        entry.GetProperty("id").GetString().Should().Be("100200300400500");
        var change = entry.GetProperty("changes")[0];
        change.GetProperty("field").GetString().Should().Be("messages");
        change.GetProperty("value").GetProperty("metadata").GetProperty("phone_number_id").GetString().Should().Be(MetaClient.PhoneNumberId);
        call.Statuses[0].GetProperty("biz_opaque_callback_data").GetString().Should().Be("ä/😀");
    }

    [Fact]
    public async Task Recipient_known_by_user_id_has_no_phone_number_in_receipts()
    {
        await using var emulator = await StartAsync();
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendAsync("""{"messaging_product":"whatsapp","recipient":"US.1349","type":"text","text":{"body":"Hi"}}""");

        var status = (await _webhook.StatusesAsync(1))[0];

        status.GetProperty("recipient_user_id").GetString().Should().Be("US.1349");
        status.TryGetProperty("recipient_id", out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("+99921310490001", "failed")]
    [InlineData("+99960000010001", "sent,sent,delivered,delivered,read,read")]
    [InlineData("+99960000020001", "read,delivered,sent")]
    [InlineData("+99960000030001", "sent")]
    [InlineData("+99960000040001", "sent,delivered")]
    [InlineData("+99950000000001", "sent,delivered,read")]
    [InlineData("+99960000000001", "")]
    [InlineData("+99950000010001", "")]
    public async Task Magic_recipient_shapes_the_receipts(string to, string expected)
    {
        await using var emulator = await StartAsync();
        using var client = new MetaClient(emulator.BaseAddress);
        await SendAndIgnoreAsync(client, to);
        await SendAndIgnoreAsync(client, "+250788000002");
        string[] wanted = expected.Length == 0 ? [] : expected.Split(',');

        var statuses = await _webhook.StatusesAsync(wanted.Length + 3);

        Names(statuses.Where(status => status.GetProperty("recipient_id").GetString() == to[1..])).Should().Equal(wanted);
        await Until.TrueAsync(() => emulator.PendingReceipts == 0);
    }

    [Fact]
    public async Task Failed_receipt_carries_the_code()
    {
        await using var emulator = await StartAsync();
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendTextAsync("+99921310490001");

        var error = (await _webhook.StatusesAsync(1))[0].GetProperty("errors")[0];

        error.GetProperty("code").GetInt32().Should().Be(131049);
        error.GetProperty("title").GetString().Should().NotBeEmpty();
        error.GetProperty("error_data").GetProperty("details").GetString().Should().NotBeEmpty();
        emulator.Accepted.Single().Should().Match<AcceptedMessage>(message => message.Status == AcceptedStatus.Failed && message.FailedCode == 131049);
    }

    [Fact]
    public async Task First_send_of_kind_7_fails_later_and_the_next_arrives()
    {
        await using var emulator = await StartAsync();
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendTextAsync("+99971310260001", callbackData: "first");
        await client.SendTextAsync("+99971310260001", callbackData: "second");

        var statuses = await _webhook.StatusesAsync(4);

        Names(Of("first")).Should().Equal("failed");
        Names(Of("second")).Should().Equal("sent", "delivered", "read");

        IEnumerable<JsonElement> Of(string data) => statuses.Where(status => status.GetProperty("biz_opaque_callback_data").GetString() == data);
    }

    [Fact]
    public async Task Reordered_receipts_tell_when_things_really_happened()
    {
        var clock = new ManualTimeProvider();
        await using var emulator = await StartAsync(options => options with { ReceiptStep = TimeSpan.FromMinutes(1), TimeProvider = clock, WebhookTimeout = TimeSpan.FromDays(1) });
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendTextAsync("+99960000020001");

        var statuses = await AdvanceUntilAsync(clock, _webhook.StatusesAsync(3));

        Names(statuses).Should().Equal("read", "delivered", "sent");
        statuses.Select(Timestamp).Should().BeInDescendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Delayed_receipts_come_after_their_delay()
    {
        var clock = new ManualTimeProvider();
        await using var emulator = await StartAsync(options => options with { TimeProvider = clock, WebhookTimeout = TimeSpan.FromDays(1) });
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendTextAsync("+99961300000001");

        var first = (await AdvanceUntilAsync(clock, _webhook.StatusesAsync(1)))[0];

        var accepted = emulator.Accepted.Single().AcceptedAt;
        clock.GetUtcNow().Should().BeOnOrAfter(accepted.AddSeconds(30));
        Timestamp(first).Should().Be(accepted.AddSeconds(30).ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Receipts_due_together_travel_together_up_to_the_limit()
    {
        var clock = new ManualTimeProvider();
        await using var emulator = await StartAsync(options => options with { StatusesPerWebhook = 4, TimeProvider = clock, WebhookTimeout = TimeSpan.FromDays(1) });
        using var client = new MetaClient(emulator.BaseAddress);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(index => client.SendTextAsync($"+25078800010{index}")));

        clock.Advance(TimeSpan.FromSeconds(1));
        var sizes = new List<int>();
        while (sizes.Sum() < 30)
        {
            sizes.Add((await _webhook.NextAsync()).Statuses.Count);
        }

        sizes.Should().Equal(4, 4, 4, 4, 4, 4, 4, 2);
    }

    [Fact]
    public async Task Receipts_without_a_webhook_happen_unheard()
    {
        await using var emulator = await StartAsync(options => options with { WebhookUrl = null });
        using var client = new MetaClient(emulator.BaseAddress);
        await client.SendTextAsync("+250788000001");

        await Until.TrueAsync(() => emulator.PendingReceipts == 0);

        emulator.Accepted.Single().Status.Should().Be(AcceptedStatus.Read);
    }

    private static async Task<T> AdvanceUntilAsync<T>(ManualTimeProvider clock, Task<T> end)
    {
        await Until.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(500));
            return end.IsCompleted;
        });
        return await end;
    }

    private static long Timestamp(JsonElement status) => long.Parse(status.GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture);

    private static string[] Names(IEnumerable<JsonElement> statuses) => [.. statuses.Select(status => status.GetProperty("status").GetString()!)];

    private static async Task SendAndIgnoreAsync(MetaClient client, string to)
    {
        try
        {
            await client.SendTextAsync(to);
        }
        catch (HttpRequestException) when (to.StartsWith("+9995", StringComparison.Ordinal))
        {
        }
    }

    private Task<MetaEmulator> StartAsync(Func<MetaEmulatorOptions, MetaEmulatorOptions>? change = null)
    {
        var options = new MetaEmulatorOptions
        {
            OpenWindows = true,
            WebhookUrl = _webhook.Url,
            AppSecret = Secret,
            ReceiptStep = TimeSpan.FromMilliseconds(1),
            ReceiptWindow = TimeSpan.Zero,
            WebhookConcurrency = 1,
        };
        return MetaEmulator.StartAsync(change?.Invoke(options) ?? options);
    }
}

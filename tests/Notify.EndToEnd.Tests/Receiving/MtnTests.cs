using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Notify.Deliveries;
using Notify.Emulators.Meta;
using Notify.Emulators.Mtn;
using Notify.EndToEnd.Tests.Processes;
using Notify.Messages;
using Notify.Tests.Http;

namespace Notify.EndToEnd.Tests.Receiving;

/// <summary>Notify.Sms.Mtn in a whole app on SQLite, against the emulator of MTN, over HTTP both ways.</summary>
public sealed class MtnTests : IAsyncLifetime, IDisposable
{
    private const string Aline = "+250788123456";
    private const string Token = "path-token-0123456789";
    private const string Secret = "hook-secret";
    private const string Header = "X-Mtn-Signature";
    private const int AtOnce = 16;

    private readonly Workspace _workspace = new();
    private readonly ShiftedTime _time = new();
    private readonly HttpClient _http = new();
    private MetaEmulator _emulator = null!;
    private ReceivingApp _app = null!;
    private int _tokens;
    private Gate? _gate;

    public async Task InitializeAsync()
    {
        _emulator = await MetaEmulator.StartAsync(new MetaEmulatorOptions
        {
            ReceiptStep = TimeSpan.Zero,
            TimeProvider = _time,
            Mtn = new MtnEmulatorOptions { ClientId = "client", ClientSecret = "client-secret" },
        });
        _app = new ReceivingApp(notify => notify
            .UseSqlite(_workspace.Database)
            .ConfigureRetry(o => (o.RetryDelay, o.Jitter) = (TimeSpan.FromMilliseconds(10), 0))
            .AddMtnSms(
                o =>
                {
                    (o.ClientId, o.ClientSecret, o.ServiceCode, o.BaseAddress) = ("client", "client-secret", "2442", _emulator.BaseAddress);
                    (o.WebhookToken, o.WebhookSecret) = (Token, Secret);
                },
                http => http.AddHttpMessageHandler(() => new AppHandler(WatchAsync))));
        await _app.StartAsync();
        _emulator.MtnWebhookUrl = new Uri(_app.Address, $"/notify/webhooks/mtn/{Token}");
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    public void Dispose()
    {
        _http.Dispose();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Send_is_reported_until_it_is_delivered()
    {
        await QueueAsync([Aline]);

        await DeliveredAsync(1);
        var accepted = _emulator.Accepted.Should().ContainSingle().Subject;
        (accepted.Type, accepted.To, accepted.Text).Should().Be(("sms", Aline, "Muraho"));
    }

    [Fact]
    public async Task Message_reaches_the_handler_and_its_reply_arrives()
    {
        using var written = await _http.PostAsync(
            new Uri(_emulator.BaseAddress, "_emulator/mtn/inbound"), new StringContent($$"""{"from":"{{Aline}}","text":"STATUS SK-4413"}""", Encoding.UTF8, "application/json"));
        written.StatusCode.Should().Be(HttpStatusCode.OK);

        await DeliveredAsync(1);
        await _app.IdleAsync();
        _app.Handler.Runs.Should().Equal("STATUS SK-4413");
        var reply = _emulator.Accepted.Should().ContainSingle().Subject;
        (reply.To, reply.Text).Should().Be((Aline, "You wrote: STATUS SK-4413"));
    }

    [Fact]
    public async Task Webhook_counts_only_with_the_right_signature()
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { messageID = "m-1", senderAddress = Aline[1..], message = "Muraho", dateTime = "2026-09-01T10:00:00Z" });
        var right = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body));
        var wrong = Convert.ToHexStringLower(HMACSHA256.HashData("another"u8, body));

        foreach (var (path, signature) in new[] { ("mtn", wrong), ("mtn", null), ("mtn/path-token-of-nobody", null), ("mtn/path-token-of-nobody", wrong) })
        {
            (await _app.PostAsync(path, body, Header, signature)).Should().Be(HttpStatusCode.Unauthorized);
        }

        await _app.IdleAsync();
        _app.Handler.Runs.Should().BeEmpty();
        (await _app.PostAsync("mtn", body, Header, right)).Should().Be(HttpStatusCode.OK);
        await DeliveredAsync(1);
        _app.Handler.Runs.Should().Equal("Muraho");
    }

    [Fact]
    public async Task Token_that_is_over_is_renewed_once_for_all_sends_under_way()
    {
        await QueueAsync([Aline]);
        await DeliveredAsync(1);
        _tokens.Should().Be(1);
        _time.Ahead = TimeSpan.FromHours(1);
        _gate = new Gate(AtOnce);

        await QueueAsync(Enumerable.Range(0, AtOnce).Select(i => $"+2507880000{i:00}"));

        await DeliveredAsync(1 + AtOnce);
        _tokens.Should().Be(2);
        _gate.Refused.Should().Be(AtOnce, "all were under way with the token that was over");
        _emulator.Accepted.Select(a => a.To).Should().OnlyHaveUniqueItems().And.HaveCount(1 + AtOnce);
    }

    private async Task QueueAsync(IEnumerable<string> recipients)
    {
        var results = await _app.Notifier.QueueAsync(
            [.. recipients.Select(r => new Notification(r, new TextMessage("Muraho")) { Channels = ChannelPlan.Of(Channel.Sms) })]);
        results.Should().OnlyContain(r => r.Status == QueueStatus.Queued);
    }

    private Task DeliveredAsync(int count) => Eventually.TrueAsync(
        async () => (await _app.Deliveries.CountAsync(null, DeliveryState.Delivered, CancellationToken.None)).Sum(c => c.Count) == count,
        $"{count} are delivered");

    private async Task<HttpResponseMessage> WatchAsync(HttpRequestMessage request, Func<HttpRequestMessage, Task<HttpResponseMessage>> next)
    {
        if (request.RequestUri!.AbsolutePath.Contains("oauth", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _tokens);
            return await next(request);
        }

        return _gate is { } gate ? await gate.PassAsync(() => next(request)) : await next(request);
    }

    /// <summary>Lets the first sends go on together, once all of them have come.</summary>
    private sealed class Gate(int count)
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _come;
        private int _refused;

        public int Refused => _refused;

        public async Task<HttpResponseMessage> PassAsync(Func<Task<HttpResponseMessage>> send)
        {
            if (Interlocked.Increment(ref _come) == count)
            {
                _open.SetResult();
            }

            await _open.Task;
            var response = await send();
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                Interlocked.Increment(ref _refused);
            }

            return response;
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Notify.AspNetCore.Tests.Support;
using Notify.Storage;
using Notify.Testing;
using Notify.Webhooks;

namespace Notify.AspNetCore.Tests.Webhooks;

/// <summary>The endpoint over real HTTP: what it answers to whom, and what it lets through.</summary>
public sealed class WebhookEndpointTests : IAsyncLifetime
{
    private const string Address = "/notify/webhooks/pager";
    private const string Signed = $"{Address}/report/{FakeReader.Secret}";
    private const int Largest = 3 * 1024 * 1024;

    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await TestApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("{\"a\":\"\u00e9\"}")]
    public async Task Post_is_stored_as_it_came_and_answered_200(string body)
    {
        (await _app.PostAsync(Signed, Text(body))).Should().Be(HttpStatusCode.OK);

        var (reader, route, bytes) = _app.Intake.Stored.Should().ContainSingle().Which;
        (reader, route).Should().Be(("pager", "default"));
        bytes.Should().Equal(Encoding.UTF8.GetBytes(body));
    }

    [Fact]
    public async Task Post_gives_the_reader_headers_whatever_their_case()
    {
        using var content = Text("hello");
        content.Headers.Add("X-SECRET", FakeReader.Secret);

        (await _app.PostAsync(Address, content)).Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Address, "hello", HttpStatusCode.Unauthorized)]
    [InlineData($"{Address}/report/other", "hello", HttpStatusCode.Unauthorized)]
    [InlineData(Signed, "bad", HttpStatusCode.BadRequest)]
    [InlineData(Signed, "throw", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/notify/webhooks/nobody", "hello", HttpStatusCode.NotFound)]
    [InlineData("/notify/webhooks/PAGER", "hello", HttpStatusCode.NotFound)]
    public async Task Post_that_is_not_the_providers_is_answered_and_not_stored(string path, string body, HttpStatusCode expected)
    {
        (await _app.PostAsync(path, Text(body))).Should().Be(expected);
        _app.Intake.Stored.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_that_cannot_be_stored_is_answered_503()
    {
        _app.Intake.Failure = new StorageException(StorageFailure.NotStored, "store a webhook", new TimeoutException());

        (await _app.PostAsync(Signed, Text("hello"))).Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    [InlineData("PATCH")]
    public async Task Other_methods_are_answered_405(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Signed);
        using var response = await _app.Client.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.Should().Equal("GET", "POST");
    }

    [Fact]
    public async Task Get_is_answered_with_the_readers_words()
    {
        using var response = await _app.Client.GetAsync(new Uri($"{Address}?token={FakeReader.Secret}&challenge=1158201444", UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/plain");
        (await response.Content.ReadAsStringAsync()).Should().Be("1158201444");
    }

    [Theory]
    [InlineData("?token=other&challenge=1")]
    [InlineData("")]
    public async Task Get_with_another_token_is_answered_403(string query)
    {
        using var response = await _app.Client.GetAsync(new Uri(Address + query, UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await response.Content.ReadAsStringAsync()).Should().BeEmpty();
        _app.Log.Lines.Should().ContainSingle(l => l.Event == "NOTIFY_WEBHOOK_HANDSHAKE_REFUSED");
    }

    [Fact]
    public async Task Get_that_is_refused_writes_one_line_a_minute_that_counts_those_between()
    {
        var time = new ManualTimeProvider();
        await using var app = await TestApp.StartAsync(services: s => s.AddSingleton<TimeProvider>(time));
        for (var i = 0; i < 3; i++)
        {
            using var refused = await app.Client.GetAsync(new Uri(Address, UriKind.Relative));
        }

        time.Advance(TimeSpan.FromMinutes(1));
        using var last = await app.Client.GetAsync(new Uri(Address, UriKind.Relative));

        app.Log.Lines.Where(l => l.Event == "NOTIFY_WEBHOOK_HANDSHAKE_REFUSED").Select(l => l.Text)
            .Should().SatisfyRespectively(first => first.Should().Contain("1 refused since"), second => second.Should().Contain("3 refused since"));
    }

    [Theory]
    [InlineData(Largest, HttpStatusCode.OK, false)]
    [InlineData(Largest + 1, HttpStatusCode.RequestEntityTooLarge, false)]
    [InlineData(Largest, HttpStatusCode.OK, true)]
    [InlineData(Largest + 1, HttpStatusCode.RequestEntityTooLarge, true)]
    public async Task Post_takes_three_megabytes_and_no_more(int length, HttpStatusCode expected, bool isChunked)
    {
        var body = new byte[length];
        new Random(1).NextBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, Signed) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.ExpectContinue = true;

        using var response = await _app.Client.SendAsync(request);

        response.StatusCode.Should().Be(expected);
        if (expected == HttpStatusCode.OK)
        {
            _app.Intake.Stored.Single().Body.Should().Equal(body);
        }
        else
        {
            _app.Intake.Stored.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task Post_that_only_announces_a_large_body_is_refused_at_once()
    {
        var head = await RawAsync($"POST {Signed} HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n", hangUp: false);

        head.Should().StartWith("HTTP/1.1 413");
    }

    [Fact]
    public async Task Caller_who_hangs_up_is_counted_and_stores_nothing()
    {
        using var requests = new Requests(_app.Services);

        await RawAsync($"POST {Signed} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf", hangUp: true);

        (await requests.NextAsync()).Should().BeOneOf("pager aborted", "pager 400");
        _app.Intake.Stored.Should().BeEmpty();
        (await _app.PostAsync(Signed, Text("hello"))).Should().Be(HttpStatusCode.OK, "the next one is served");
    }

    [Fact]
    public async Task Every_call_is_counted_by_reader_and_answer()
    {
        using var requests = new Requests(_app.Services);
        await _app.PostAsync(Signed, Text("hello"));
        await _app.PostAsync(Address, Text("hello"));
        await _app.PostAsync("/notify/webhooks/nobody", Text("hello"));
        using var handshake = await _app.Client.GetAsync(new Uri(Address, UriKind.Relative));

        var counted = new[] { await requests.NextAsync(), await requests.NextAsync(), await requests.NextAsync(), await requests.NextAsync() };

        counted.Should().Equal("pager 200", "pager 401", "unknown 404", "pager 403");
    }

    [Fact]
    public async Task Log_holds_no_secret_and_no_body()
    {
        await _app.PostAsync(Signed, Text("throw this away"));
        await _app.PostAsync($"{Address}/report/wrong-secret", Text("hello"));
        using var handshake = await _app.Client.GetAsync(new Uri($"{Address}?token=wrong-secret", UriKind.Relative));

        _app.Log.Lines.Should().Contain(l => l.Event == "NOTIFY_WEBHOOK_ERROR");
        _app.Log.Lines.Should().NotContain(l => l.Text.Contains("s3cret", StringComparison.Ordinal)
            || l.Text.Contains("wrong-secret", StringComparison.Ordinal) || l.Text.Contains("throw this", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bodies_at_the_same_time_are_not_mixed()
    {
        var bodies = Enumerable.Range(0, 200).Select(i => new string((char)('a' + (i % 26)), 10 + (i * 977 % 60_000))).ToList();

        await Task.WhenAll(bodies.Select(b => _app.PostAsync(Signed, Text(b))));

        _app.Intake.Stored.Select(s => Encoding.UTF8.GetString(s.Body)).Should().BeEquivalentTo(bodies);
    }

    private static StringContent Text(string body) => new(body, Encoding.UTF8);

    private async Task<string> RawAsync(string request, bool hangUp)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _app.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        if (hangUp)
        {
            client.Client.LingerState = new LingerOption(true, 0);
            return "";
        }

        var buffer = new byte[1000];
        var read = await stream.ReadAsync(buffer);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }

    /// <summary>What is counted from now on.</summary>
    private sealed class Requests : IDisposable
    {
        private readonly System.Threading.Channels.Channel<string> _counted = System.Threading.Channels.Channel.CreateUnbounded<string>();
        private readonly MeterListener _listener = new();

        public Requests(IServiceProvider services)
        {
            var meters = services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "notification_webhook_requests" && ReferenceEquals(instrument.Meter.Scope, meters))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _counted.Writer.TryWrite($"{tags[0].Value} {tags[1].Value}"));
            _listener.Start();
        }

        public ValueTask<string> NextAsync() => _counted.Reader.ReadAsync();

        public void Dispose() => _listener.Dispose();
    }
}

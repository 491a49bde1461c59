using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Notify.Outcomes;
using Notify.Sending;
using Notify.Testing;
using Notify.WhatsApp.Tests.Support;

namespace Notify.WhatsApp.Tests.Sending;

public class DoubtTests
{
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Dropped_connection_after_the_body_is_doubt()
    {
        await using var rig = await Rig.StartAsync();
        rig.Graph.Answer = c =>
        {
            c.Abort();
            return Task.CompletedTask;
        };

        var outcome = await rig.SendAsync();

        outcome.Should().Match<Outcome>(o => o.Class == OutcomeClass.Unknown && o.Code == "network");
        rig.Graph.Posts.Should().HaveCount(1);
    }

    [Fact]
    public async Task Dropped_connection_on_a_reused_connection_is_doubt_and_not_repeated()
    {
        await using var rig = await Rig.StartAsync();
        await rig.SendAsync();
        rig.Graph.Answer = c =>
        {
            c.Abort();
            return Task.CompletedTask;
        };

        var outcome = await rig.SendAsync();

        outcome.Class.Should().Be(OutcomeClass.Unknown);
        rig.Graph.Posts.Should().HaveCount(2);
    }

    [Fact]
    public async Task Truncated_answer_is_doubt()
    {
        await using var rig = await Rig.StartAsync();
        rig.Graph.Answer = async c =>
        {
            c.Response.ContentLength = 1000;
            await c.Response.Body.WriteAsync("{\"messages\""u8.ToArray());
            await c.Response.Body.FlushAsync();
            c.Abort();
        };

        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Unknown);
    }

    [Fact]
    public async Task Endless_answer_is_doubt()
    {
        await using var rig = await Rig.StartAsync();
        rig.Graph.Answer = async c =>
        {
            var chunk = new byte[64 * 1024];
            for (var i = 0; i < 64 && !c.RequestAborted.IsCancellationRequested; i++)
            {
                await c.Response.Body.WriteAsync(chunk);
            }
        };

        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Unknown);
    }

    [Fact]
    public async Task Slow_answer_is_doubt_when_the_time_is_up()
    {
        var time = new ManualTimeProvider();
        await using var rig = await Rig.StartAsync(time: time);
        var arrived = Hold(rig);

        var send = rig.SendAsync();
        await arrived;
        time.Advance(SendTimeout);

        (await send).Should().Match<Outcome>(o => o.Class == OutcomeClass.Unknown && o.Code == "timeout");
    }

    [Fact]
    public async Task Cancelled_after_the_body_is_doubt()
    {
        await using var rig = await Rig.StartAsync();
        using var cancel = new CancellationTokenSource();
        var arrived = Hold(rig);

        var send = rig.SendAsync(cancellationToken: cancel.Token);
        await arrived;
        await cancel.CancelAsync();

        (await send).Should().Match<Outcome>(o => o.Class == OutcomeClass.Unknown && o.Code == "cancelled");
    }

    [Fact]
    public async Task Cancelled_before_anything_left_may_be_repeated()
    {
        await using var rig = await Rig.StartAsync();

        var outcome = await rig.SendAsync(cancellationToken: new CancellationToken(canceled: true));

        outcome.Should().Match<Outcome>(o => o.Class == OutcomeClass.Retry && o.Code == "cancelled");
        rig.Graph.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://no-such-host.invalid/")]
    public async Task No_connection_may_be_repeated(string address)
    {
        await using var rig = await Rig.StartAsync(o => o.BaseAddress = new Uri(address));

        var outcome = await rig.SendAsync();

        outcome.Should().Match<Outcome>(o => o.Class == OutcomeClass.Retry && o.Code == "network" && o.Scope == OutcomeScope.Delivery);
        outcome.Detail.Should().Match(d => d.StartsWith("ConnectionError") || d.StartsWith("NameResolutionError"));
    }

    [Fact]
    public async Task Failed_tls_may_be_repeated()
    {
        await using var rig = await Rig.StartAsync(o => o.BaseAddress = new UriBuilder(o.BaseAddress) { Scheme = "https" }.Uri);

        var outcome = await rig.SendAsync();

        outcome.Should().Match<Outcome>(o => o.Class == OutcomeClass.Retry && o.Code == "network");
        outcome.Detail.Should().StartWith("SecureConnectionError");
    }

    [Fact]
    public async Task Time_up_while_connecting_may_be_repeated()
    {
        var time = new ManualTimeProvider();
        var connecting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await Rig.StartAsync(time: time, http: http => http.UseSocketsHttpHandler((handler, _) =>
            handler.ConnectCallback = async (_, token) =>
            {
                connecting.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                throw new SocketException();
            }));

        var send = rig.SendAsync();
        await connecting.Task;
        time.Advance(SendTimeout);

        (await send).Should().Match<Outcome>(o => o.Class == OutcomeClass.Retry && o.Code == "timeout");
    }

    [Fact]
    public async Task Time_up_while_waiting_for_a_place_may_be_repeated()
    {
        var time = new ManualTimeProvider();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var rig = await Rig.StartAsync(
            o => o.MaxConcurrency = 1,
            http => http.AddHttpMessageHandler(() => new AppHandler(async (request, next) =>
            {
                // Deaf to the time-out: it holds the only place.
                await release.Task;
                return await next(request);
            })),
            time);

        var first = rig.SendAsync();
        var second = rig.SendAsync(send: 2);
        time.Advance(SendTimeout);
        var waited = await second;
        release.SetResult();
        await first;

        waited.Should().Match<Outcome>(o => o.Class == OutcomeClass.Retry && o.Code == "timeout");
        rig.Graph.Posts.Should().NotContain(p => p["biz_opaque_callback_data"]!.GetValue<string>().EndsWith('2'));
    }

    [Fact]
    public async Task No_more_calls_than_allowed_are_under_way()
    {
        await using var rig = await Rig.StartAsync(o => o.MaxConcurrency = 3);
        var (now, most) = (0, 0);
        var three = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Graph.Answer = async c =>
        {
            var under = Interlocked.Increment(ref now);
            InterlockedMax(ref most, under);
            if (under >= 3)
            {
                three.TrySetResult();
            }

            await three.Task;
            Interlocked.Decrement(ref now);
            await FakeGraph.Json(c, 200, """{"messages":[{"id":"wamid.1"}]}""");
        };

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 30).Select(i => rig.SendAsync(send: i)));

        outcomes.Should().OnlyContain(o => o.Class == OutcomeClass.Accepted);
        most.Should().Be(3);
    }

    [Fact]
    public async Task Redirect_is_not_followed_and_is_doubt()
    {
        await using var rig = await Rig.StartAsync();
        rig.Graph.Answer = c =>
        {
            (c.Response.StatusCode, c.Response.Headers.Location) = (307, "/elsewhere");
            return Task.CompletedTask;
        };

        (await rig.SendAsync()).Should().Match<Outcome>(o => o.Class == OutcomeClass.Unknown && o.Code == "unreadable");
        rig.Graph.Requests.Should().HaveCount(1);
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        await using var rig = await Rig.StartAsync();
        string? cookie = null;
        rig.Graph.Answer = c =>
        {
            cookie = c.Request.Headers.Cookie;
            c.Response.Headers.SetCookie = "a=b; path=/";
            return FakeGraph.Json(c, 200, """{"messages":[{"id":"wamid.1"}]}""");
        };

        await rig.SendAsync();
        await rig.SendAsync();

        cookie.Should().BeNullOrEmpty();
    }

    [Fact]
    public async Task Bodies_sent_side_by_side_do_not_mix()
    {
        await using var rig = await Rig.StartAsync();

        await Task.WhenAll(Enumerable.Range(1, 200).Select(i => rig.SendAsync(new Messages.TextMessage(Text(i)), i)));

        var posts = rig.Graph.Posts.ToDictionary(
            p => SendNumber(p["biz_opaque_callback_data"]!.GetValue<string>()), p => p["text"]!["body"]!.GetValue<string>());
        posts.Should().HaveCount(200).And.OnlyContain(p => p.Value == Text(p.Key));
    }

    [Fact]
    public async Task Longest_send_outlives_the_time_out()
    {
        await using var rig = await Rig.StartAsync(o => o.Timeout = TimeSpan.FromSeconds(7));

        rig.Sender.LongestSend.Should().BeGreaterThan(TimeSpan.FromSeconds(7)).And.BeLessThan(TimeSpan.FromSeconds(30));
    }

    private static string Text(int i) => new StringBuilder().Insert(0, $"{i} é ", i * 3 % 400 + 1).ToString();

    private static int SendNumber(string reference) => SendReference.TryParse(reference, out var read) ? read.SendNumber : 0;

    private static Task Hold(Rig rig)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Graph.Answer = async c =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, c.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        return arrived.Task;
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}

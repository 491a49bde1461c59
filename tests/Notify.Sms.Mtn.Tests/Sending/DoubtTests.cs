using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Notify.Outcomes;
using Notify.Sms.Mtn.Tests.Support;
using Notify.Testing;

namespace Notify.Sms.Mtn.Tests.Sending;

public class DoubtTests
{
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Dropped_connection_after_the_body_is_doubt_and_not_repeated()
    {
        await using var rig = await Rig.StartAsync(http: h => h.AddHttpMessageHandler(AppHandler.Retrying));
        rig.Mtn.Answer = Abort;

        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Unknown);

        rig.Mtn.Posts.Should().HaveCount(1);
    }

    [Fact]
    public async Task Dropped_connection_on_a_reused_connection_is_doubt_and_not_repeated()
    {
        await using var rig = await Rig.StartAsync();
        await rig.SendAsync();
        rig.Mtn.Answer = Abort;

        (await rig.SendAsync(send: 2)).Class.Should().Be(OutcomeClass.Unknown);

        rig.Mtn.Posts.Should().HaveCount(2);
    }

    [Fact]
    public async Task Truncated_answer_is_doubt()
    {
        await using var rig = await Rig.StartAsync();
        rig.Mtn.Answer = async c =>
        {
            c.Response.ContentLength = 1000;
            await c.Response.Body.WriteAsync("{\"statusCode\":\"0000\""u8.ToArray());
            await c.Response.Body.FlushAsync();
            c.Abort();
        };

        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Unknown);
    }

    [Fact]
    public async Task Slow_answer_is_doubt_when_the_time_is_up()
    {
        var time = new ManualTimeProvider();
        await using var rig = await Rig.StartAsync(time: time);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Mtn.Answer = async c =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, c.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };

        var send = rig.SendAsync();
        await arrived.Task;
        time.Advance(SendTimeout);

        (await send).Should().Match<Outcome>(o => o.Class == OutcomeClass.Unknown && o.Code == "timeout");
    }

    [Fact]
    public async Task Time_up_while_waiting_for_a_token_may_be_repeated()
    {
        var time = new ManualTimeProvider();
        await using var rig = await Rig.StartAsync(time: time);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Mtn.Token = async (c, _) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, c.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };

        var send = rig.SendAsync();
        await asked.Task;
        time.Advance(SendTimeout);

        (await send).Should().Match<Outcome>(o => o.Class == OutcomeClass.Retry && o.Code == "timeout");
        rig.Mtn.Posts.Should().BeEmpty();
    }

    [Fact]
    public async Task No_connection_for_the_send_may_be_repeated()
    {
        var connects = 0;
        await using var rig = await Rig.StartAsync(http: h => h.UseSocketsHttpHandler((handler, _) =>
        {
            handler.PooledConnectionLifetime = TimeSpan.Zero;
            handler.ConnectCallback = async (context, token) =>
            {
                if (Interlocked.Increment(ref connects) == 2)
                {
                    throw new SocketException((int)SocketError.ConnectionRefused);
                }

                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, token);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }));

        (await rig.SendAsync()).Should().Match<Outcome>(o => o.Class == OutcomeClass.Retry && o.Code == "network");
        rig.Mtn.Posts.Should().BeEmpty();
    }

    [Fact]
    public async Task Redirect_is_not_followed_and_is_doubt()
    {
        await using var rig = await Rig.StartAsync();
        rig.Mtn.Answer = c =>
        {
            (c.Response.StatusCode, c.Response.Headers.Location) = (307, "/elsewhere");
            return Task.CompletedTask;
        };

        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Unknown);
        rig.Mtn.Requests.Should().HaveCount(1);
    }

    private static Task Abort(Microsoft.AspNetCore.Http.HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}

using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Notify.Outcomes;
using Notify.WhatsApp.Tests.Support;

namespace Notify.WhatsApp.Tests.Sending;

/// <summary>Whatever handlers an app adds, a message goes over the wire once.</summary>
public class SinglePassTests
{
    [Fact]
    public async Task Retry_handler_of_the_app_gets_the_first_answer_again()
    {
        await using var rig = await Rig.StartAsync(http: h => h.AddHttpMessageHandler(AppHandler.Retrying));
        rig.Graph.Answer = c => FakeGraph.Error(c, 503, 131016);

        var outcome = await rig.SendAsync();

        outcome.Should().Match<Outcome>(o => o.Class == OutcomeClass.Retry && o.Code == "131016");
        rig.Graph.Posts.Should().HaveCount(1);
    }

    [Fact]
    public async Task Retry_handler_of_the_app_cannot_repeat_a_dropped_send()
    {
        await using var rig = await Rig.StartAsync(http: h => h.AddHttpMessageHandler(AppHandler.Retrying));
        rig.Graph.Answer = c =>
        {
            c.Abort();
            return Task.CompletedTask;
        };

        var outcome = await rig.SendAsync();

        outcome.Class.Should().Be(OutcomeClass.Unknown);
        outcome.Detail.Should().Contain("not sent a second time");
        rig.Graph.Posts.Should().HaveCount(1);
    }

    [Fact]
    public async Task Retry_handler_added_for_all_clients_cannot_either()
    {
        await using var rig = await Rig.StartAsync(http: h =>
            h.Services.ConfigureHttpClientDefaults(all => all.AddHttpMessageHandler(AppHandler.Retrying)));
        rig.Graph.Answer = c => FakeGraph.Error(c, 500, 131000);

        (await rig.SendAsync()).Code.Should().Be("131000");
        rig.Graph.Posts.Should().HaveCount(1);
    }

    [Fact]
    public async Task Hedging_handler_of_the_app_sends_once()
    {
        await using var rig = await Rig.StartAsync(http: h => h.AddHttpMessageHandler(() => new AppHandler(async (request, next) =>
        {
            var first = next(request);
            var second = next(request);
            await ((Task)second).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return await first;
        })));

        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Accepted);
        rig.Graph.Posts.Should().HaveCount(1);
    }

    [Fact]
    public async Task Handler_that_gives_up_while_the_send_is_under_way_leaves_doubt()
    {
        var connecting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = Task.CompletedTask;
        await using var rig = await Rig.StartAsync(http: h => h
            .AddHttpMessageHandler(() => new AppHandler(async (request, next) =>
            {
                left = next(request);
                await connecting.Task;
                throw new InvalidOperationException("The app lost patience.");
            }))
            .UseSocketsHttpHandler((handler, _) => handler.ConnectCallback = async (context, token) =>
            {
                connecting.SetResult();
                await goOn.Task;
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, token);
                return new NetworkStream(socket, ownsSocket: true);
            }));

        var outcome = await rig.SendAsync();
        goOn.SetResult();
        await left.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        outcome.Class.Should().Be(OutcomeClass.Unknown);
        rig.Graph.Posts.Count.Should().BeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Retry_handler_of_the_app_may_repeat_what_made_no_connection()
    {
        var connects = 0;
        await using var rig = await Rig.StartAsync(http: h => h
            .AddHttpMessageHandler(AppHandler.Retrying)
            .UseSocketsHttpHandler((handler, _) => handler.ConnectCallback = async (context, token) =>
            {
                if (Interlocked.Increment(ref connects) == 1)
                {
                    throw new SocketException((int)SocketError.ConnectionRefused);
                }

                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, token);
                return new NetworkStream(socket, ownsSocket: true);
            }));

        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Accepted);
        rig.Graph.Posts.Should().HaveCount(1);
        connects.Should().Be(2);
    }

    [Fact]
    public async Task Handler_that_clones_a_request_without_its_options_is_refused()
    {
        await using var rig = await Rig.StartAsync(http: h => h.AddHttpMessageHandler(() => new AppHandler((request, next) =>
            next(new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content }))));

        var outcome = await rig.SendAsync();

        outcome.Class.Should().Be(OutcomeClass.Retry);
        outcome.Detail.Should().Contain("HttpRequestMessage.Options");
        rig.Graph.Posts.Should().BeEmpty();
    }

    [Fact]
    public async Task Handler_that_answers_itself_is_believed()
    {
        await using var rig = await Rig.StartAsync(http: h => h.AddHttpMessageHandler(() => new AppHandler((_, _) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"messages":[{"id":"wamid.7"}]}""") }))));

        (await rig.SendAsync()).Should().Be(Outcome.Accepted("wamid.7"));
    }

    [Fact]
    public async Task Handler_that_reads_the_body_first_changes_nothing()
    {
        await using var rig = await Rig.StartAsync(http: h => h.AddHttpMessageHandler(() => new AppHandler(async (request, next) =>
        {
            await request.Content!.ReadAsStringAsync();
            return await next(request);
        })));
        rig.Graph.Answer = c =>
        {
            c.Abort();
            return Task.CompletedTask;
        };

        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Unknown);
        rig.Graph.Posts.Should().HaveCount(1);
    }

    [Fact]
    public async Task Primary_handler_of_the_app_is_not_allowed_to_redirect()
    {
        await using var rig = await Rig.StartAsync(http: h => h.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler()));
        rig.Graph.Answer = c =>
        {
            c.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            c.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };

        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Unknown);
        rig.Graph.Requests.Should().HaveCount(1);
    }
}

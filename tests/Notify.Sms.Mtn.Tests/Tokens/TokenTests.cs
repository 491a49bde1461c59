using System.Net;
using Notify.Outcomes;
using Notify.Sms.Mtn.Tests.Support;
using Notify.Testing;

namespace Notify.Sms.Mtn.Tests.Tokens;

public class TokenTests
{
    [Fact]
    public async Task Fifty_senders_at_once_ask_for_one_token()
    {
        await using var rig = await Rig.StartAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Mtn.Token = async (context, number) =>
        {
            asked.TrySetResult();
            await answer.Task;
            await FakeMtn.GiveToken(context, number);
        };

        var sends = Enumerable.Range(1, 50).Select(i => rig.SendAsync(send: i)).ToList();
        await asked.Task;
        answer.SetResult();
        var outcomes = await Task.WhenAll(sends);

        outcomes.Should().OnlyContain(o => o.Class == OutcomeClass.Accepted);
        rig.Mtn.TokenRequests.Should().HaveCount(1);
        rig.Mtn.Requests.Should().HaveCount(50).And.OnlyContain(r => r.Authorization == "Bearer token-1");
    }

    [Fact]
    public async Task Token_is_asked_for_as_documented()
    {
        await using var rig = await Rig.StartAsync();

        await rig.SendAsync();

        rig.Mtn.TokenRequests.Should().Equal(
            ("/v1/oauth/access_token/accesstoken?grant_type=client_credentials", null, $"client_id=client-1&client_secret={Rig.Secret}"));
    }

    [Fact]
    public async Task Basic_authentication_keeps_the_secret_out_of_the_body()
    {
        await using var rig = await Rig.StartAsync(o => o.ClientAuthentication = MtnClientAuthentication.Basic);

        await rig.SendAsync();

        var request = rig.Mtn.TokenRequests.Single();
        request.Authorization.Should().Be("Basic Y2xpZW50LTE6Y2xpZW50LXNlY3JldC0x");
        request.Form.Should().Be("grant_type=client_credentials");
    }

    [Fact]
    public async Task Other_path_is_tried_where_the_first_is_not_found_and_kept()
    {
        var time = new ManualTimeProvider();
        await using var rig = await Rig.StartAsync(time: time);
        rig.Mtn.Token = (context, number) => context.Request.Path.Value!.EndsWith("accesstoken", StringComparison.Ordinal)
            ? FakeMtn.Json(context, 404, "{}")
            : FakeMtn.GiveToken(context, number);

        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Accepted);
        time.Advance(TimeSpan.FromHours(2));
        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Accepted);

        rig.Mtn.TokenRequests.Select(r => r.Path.Split('?')[0]).Should().Equal(
            "/v1/oauth/access_token/accesstoken", "/v1/oauth/access_token", "/v1/oauth/access_token");
    }

    [Fact]
    public async Task Token_that_is_soon_over_is_renewed_while_it_is_used()
    {
        var time = new ManualTimeProvider();
        await using var rig = await Rig.StartAsync(time: time);
        await rig.SendAsync();
        var renewing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Mtn.Token = async (context, number) =>
        {
            renewing.TrySetResult();
            await answer.Task;
            await FakeMtn.GiveToken(context, number);
        };

        time.Advance(TimeSpan.FromSeconds(3599 - 30));
        await Task.WhenAll(Enumerable.Range(1, 10).Select(i => rig.SendAsync(send: i)));
        await renewing.Task;
        answer.SetResult();

        rig.Mtn.Requests.Should().OnlyContain(r => r.Authorization == "Bearer token-1");
        rig.Mtn.TokenRequests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Token_that_is_over_is_not_sent()
    {
        var time = new ManualTimeProvider();
        await using var rig = await Rig.StartAsync(time: time);
        await rig.SendAsync();
        time.Advance(TimeSpan.FromSeconds(3600));

        await rig.SendAsync();

        rig.Mtn.Requests.Last().Authorization.Should().Be("Bearer token-2");
    }

    [Fact]
    public async Task Refused_token_is_no_second_post_but_a_new_token_for_the_next_send()
    {
        await using var rig = await Rig.StartAsync();
        rig.Mtn.Answer = c => c.Request.Headers.Authorization == "Bearer token-1" ? FakeMtn.Error(c, 401, "4000") : FakeMtn.Json(c, 200, FakeMtn.Accepted);

        var first = await rig.SendAsync();
        var second = await rig.SendAsync(send: 2);

        first.Should().Match<Outcome>(o => o.Class == OutcomeClass.Retry && o.Code == "4000" && o.RetryAfter == TimeSpan.FromSeconds(1));
        second.Class.Should().Be(OutcomeClass.Accepted);
        rig.Mtn.Requests.Should().HaveCount(2);
        rig.Mtn.TokenRequests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Many_refused_with_one_token_ask_for_one_other()
    {
        await using var rig = await Rig.StartAsync();
        await rig.SendAsync();
        rig.Mtn.Answer = c => c.Request.Headers.Authorization == "Bearer token-1" ? FakeMtn.Error(c, 401, "4000") : FakeMtn.Json(c, 200, FakeMtn.Accepted);

        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => rig.SendAsync(send: i)));
        await Task.WhenAll(Enumerable.Range(21, 20).Select(i => rig.SendAsync(send: i)));

        rig.Mtn.TokenRequests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("""{"statusCode":"4000","statusMessage":"no"}""")]
    [InlineData("")]
    [InlineData("<html/>")]
    public async Task New_token_that_is_refused_as_well_stops_the_app(string body)
    {
        await using var rig = await Rig.StartAsync();
        rig.Mtn.Answer = c => FakeMtn.Json(c, 401, body);

        var first = await rig.SendAsync();
        var second = await rig.SendAsync(send: 2);

        first.Class.Should().Be(OutcomeClass.Retry);
        second.Should().Match<Outcome>(o => o.Class == OutcomeClass.Stopped && o.Scope == OutcomeScope.App && o.Remedy!.Contains("ClientSecret"));
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client"}""", OutcomeClass.Stopped, "invalid_client")]
    [InlineData(400, """{"error":"unsupported_grant_type"}""", OutcomeClass.Stopped, "unsupported_grant_type")]
    [InlineData(404, "", OutcomeClass.Stopped, "token_address")]
    [InlineData(500, "oops", OutcomeClass.Retry, "token")]
    [InlineData(200, "{}", OutcomeClass.Retry, "token")]
    [InlineData(200, """{"access_token":"with space"}""", OutcomeClass.Retry, "token")]
    public async Task Without_a_token_nothing_is_sent(int status, string body, OutcomeClass @class, string code)
    {
        await using var rig = await Rig.StartAsync();
        rig.Mtn.Token = (c, _) => FakeMtn.Json(c, status, body);

        var outcome = await rig.SendAsync();

        outcome.Should().Match<Outcome>(o => o.Class == @class && o.Code == code);
        rig.Mtn.Requests.Should().BeEmpty();
        rig.Log.Lines.Should().Contain(l => l.Event == "MTN_TOKEN_FAILED");
        rig.Log.Lines.Should().NotContain(l => l.Text.Contains(Rig.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_that_is_not_there_may_be_tried_again()
    {
        await using var rig = await Rig.StartAsync(o => o.BaseAddress = new Uri("http://127.0.0.1:1/"));

        (await rig.SendAsync()).Should().Match<Outcome>(o => o.Class == OutcomeClass.Retry && o.Code == "network");
    }

    [Fact]
    public async Task Failed_renewal_leaves_the_token_in_use()
    {
        var time = new ManualTimeProvider();
        await using var rig = await Rig.StartAsync(time: time);
        await rig.SendAsync();
        rig.Mtn.Token = (c, _) => FakeMtn.Json(c, (int)HttpStatusCode.ServiceUnavailable, "");
        time.Advance(TimeSpan.FromSeconds(3599 - 30));

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => rig.SendAsync(send: i)));

        outcomes.Should().OnlyContain(o => o.Class == OutcomeClass.Accepted);
    }

    [Fact]
    public async Task Api_key_alone_needs_no_token()
    {
        await using var rig = await Rig.StartAsync(o => (o.ClientId, o.ClientSecret, o.ApiKey) = ("", "", "key-1"));

        (await rig.SendAsync()).Class.Should().Be(OutcomeClass.Accepted);

        rig.Mtn.TokenRequests.Should().BeEmpty();
        rig.Mtn.Requests.Single().Should().Be(("/v3/sms/messages/sms/outbound", null, "key-1"));
    }

    [Fact]
    public async Task Waiting_for_a_token_ends_with_the_caller_and_not_for_the_others()
    {
        await using var rig = await Rig.StartAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Mtn.Token = async (context, number) =>
        {
            asked.TrySetResult();
            await answer.Task;
            await FakeMtn.GiveToken(context, number);
        };
        using var cancel = new CancellationTokenSource();

        var first = rig.SendAsync(cancellationToken: cancel.Token);
        var second = rig.SendAsync(send: 2);
        await asked.Task;
        await cancel.CancelAsync();
        (await first).Should().Match<Outcome>(o => o.Class == OutcomeClass.Retry && o.Code == "cancelled");
        answer.SetResult();

        (await second).Class.Should().Be(OutcomeClass.Accepted);
        rig.Mtn.TokenRequests.Should().HaveCount(1);
    }
}

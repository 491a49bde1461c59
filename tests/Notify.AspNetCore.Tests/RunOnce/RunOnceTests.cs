using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notify.AspNetCore.RunOnce;
using Notify.AspNetCore.Tests.Support;
using Notify.Hosting;

namespace Notify.AspNetCore.Tests.RunOnce;

public sealed class RunOnceTests : IAsyncLifetime
{
    private const string Key = "q0Yx3Wc1Vt7Lr9Kp5Zm2Nb8Hd4Gf6Js1A=";
    private const string OtherKey = "second-key-0123456789-0123456789-0123456789";

    private readonly HeldWorker _worker = new();
    private TestApp _app = null!;

    public async Task InitializeAsync() => _app = await TestApp.StartAsync(
        a => a.MapNotifyRunOnce(),
        services =>
        {
            services.AddNotify(n => n.AddRunOnce(o => o.Keys.Add(Key)).AddRunOnce(o => o.Keys.Add(OtherKey)));
            services.AddSingleton<IWorker>(_worker);
        });

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("Bearer " + Key)]
    [InlineData("bearer " + OtherKey)]
    public async Task Post_with_a_key_runs_the_worker_and_tells_what_it_did(string authorization)
    {
        _worker.Result.SetResult(42);

        using var response = await CallAsync(authorization);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).Should().MatchRegex("""^\{"workedOn":42,"milliseconds":\d+\}$""");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Key)]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic " + Key)]
    [InlineData("Bearer q0Yx3Wc1Vt7Lr9Kp5Zm2Nb8Hd4Gf6Js1B=")]
    [InlineData("Bearer " + Key + OtherKey)]
    public async Task Call_without_a_key_is_refused_and_runs_nothing(string? authorization)
    {
        using var response = await CallAsync(authorization);

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.Single().Scheme.Should().Be("Bearer");
        _worker.Runs.Should().Be(0);
        _app.Log.Lines.Should().Contain(l => l.Event == "NOTIFY_RUN_ONCE_REFUSED").And.NotContain(l => l.Text.Contains("q0Yx", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_is_answered_405()
    {
        using var response = await CallAsync("Bearer " + Key, HttpMethod.Get);

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        _worker.Runs.Should().Be(0);
    }

    [Fact]
    public async Task Second_call_during_a_run_is_answered_409()
    {
        var first = CallAsync("Bearer " + Key);
        await _worker.Begun;

        using var second = await CallAsync("Bearer " + Key);

        second.StatusCode.Should().Be(HttpStatusCode.Conflict);
        _worker.Result.SetResult(1);
        (await first).StatusCode.Should().Be(HttpStatusCode.OK);
        using var third = await CallAsync("Bearer " + Key);
        third.StatusCode.Should().Be(HttpStatusCode.OK);
        _worker.Runs.Should().Be(2);
    }

    [Fact]
    public async Task Worker_that_fails_is_answered_503()
    {
        _worker.Result.SetException(new InvalidOperationException("of +250788123456"));

        using var response = await CallAsync("Bearer " + Key);

        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        _app.Log.Lines.Should().ContainSingle(l => l.Event == "NOTIFY_RUN_ONCE_ERROR").Which.Text.Should().NotContain("250788123456");
    }

    [Theory]
    [InlineData(new string[0], "Notify:RunOnce:Keys is empty*")]
    [InlineData(new[] { "short" }, "Notify:RunOnce:Keys:0 must have 32 to 512*")]
    [InlineData(new[] { Key, "thirty two characters with spaces in" }, "Notify:RunOnce:Keys:1 must have*")]
    [InlineData(new[] { "" }, "Notify:RunOnce:Keys:0 must have*")]
    public void Keys_that_can_be_guessed_are_refused(string[] keys, string message)
    {
        var settings = keys.Select((k, i) => KeyValuePair.Create($"Notify:RunOnce:Keys:{i}", (string?)k));

        var act = () => Options(settings);

        act.Should().Throw<OptionsValidationException>().WithMessage(message).Which.Message.Should().NotContain("short,").And.NotContain("thirty two");
    }

    [Fact]
    public void Misspelled_setting_is_refused() => FluentActions
        .Invoking(() => Options([new("Notify:RunOnce:Keys:0", Key), new("Notify:RunOnce:Key", Key)]))
        .Should().Throw<OptionsValidationException>().WithMessage("*Notify:RunOnce:Key is not a setting*");

    [Fact]
    public void Options_are_never_printed() => Options([new("Notify:RunOnce:Keys:0", Key)]).ToString().Should().NotContain(Key);

    private static RunOnceOptions Options(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var services = new ServiceCollection().AddNotify(n => n.AddRunOnce(configuration.GetSection("Notify:RunOnce"))).BuildServiceProvider();
        return services.GetRequiredService<IOptions<RunOnceOptions>>().Value;
    }

    private async Task<HttpResponseMessage> CallAsync(string? authorization, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, "/notify/run-once");
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await _app.Client.SendAsync(request);
    }
}

using Microsoft.AspNetCore.Http;
using Notify.Outcomes;
using Notify.Testing;
using Notify.WhatsApp.Tests.Support;

namespace Notify.WhatsApp.Tests.Sending;

public class WaitTests
{
    private const string Usage = "X-Business-Use-Case-Usage";
    private const string OneHour = """{"102290129340398":[{"type":"whatsapp","call_count":100,"estimated_time_to_regain_access":60}]}""";

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("99999999999999", null)]
    [InlineData("2000000000", 7 * 24 * 3600)]
    public async Task Retry_after_in_seconds_is_kept(string header, int? seconds)
    {
        var outcome = await RefusedAsync(80007, h => h.RetryAfter = header);

        outcome.RetryAfter.Should().Be(seconds is { } s ? TimeSpan.FromSeconds(s) : null);
    }

    [Fact]
    public async Task Retry_after_as_a_date_is_told_by_the_servers_clock()
    {
        var outcome = await RefusedAsync(80007, h =>
        {
            h.Date = "Mon, 05 Jan 2026 10:00:00 GMT";
            h.RetryAfter = "Mon, 05 Jan 2026 10:10:00 GMT";
        });

        outcome.RetryAfter.Should().Be(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Retry_after_as_a_past_date_asks_for_nothing()
    {
        var outcome = await RefusedAsync(80007, h =>
        {
            h.Date = "Mon, 05 Jan 2026 10:00:00 GMT";
            h.RetryAfter = "Mon, 05 Jan 2026 09:00:00 GMT";
        });

        outcome.RetryAfter.Should().BeNull();
    }

    [Theory]
    [InlineData(OneHour, 60)]
    [InlineData("""{"102290129340398":[{"estimated_time_to_regain_access":5},{"estimated_time_to_regain_access":"7"}]}""", 7)]
    [InlineData("""{"102290129340398":[{"estimated_time_to_regain_access":0}]}""", null)]
    [InlineData("""{"another":[{"estimated_time_to_regain_access":60}]}""", null)]
    [InlineData("""{"102290129340398":[{"estimated_time_to_regain_access":9223372036854775807}]}""", 7 * 24 * 60)]
    [InlineData("""{"102290129340398":7}""", null)]
    [InlineData("rubbish", null)]
    public async Task Time_to_regain_access_is_kept_in_minutes(string usage, int? minutes)
    {
        var outcome = await RefusedAsync(80007, h => h[Usage] = usage);

        outcome.RetryAfter.Should().Be(minutes is { } m ? TimeSpan.FromMinutes(m) : null);
    }

    [Theory]
    [InlineData("60", 3600)]
    [InlineData("7200", 7200)]
    public async Task The_longer_of_both_wins(string retryAfter, int seconds)
    {
        var outcome = await RefusedAsync(80007, h => (h.RetryAfter, h[Usage]) = (retryAfter, OneHour));

        outcome.RetryAfter.Should().Be(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task The_tables_own_delay_is_the_least()
    {
        (await RefusedAsync(131049, h => h.RetryAfter = "60")).RetryAfter.Should().Be(TimeSpan.FromHours(24));
        (await RefusedAsync(131057, h => h.RetryAfter = "600")).RetryAfter.Should().Be(TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [InlineData(4, 64)]
    [InlineData(9, 3600)]
    public async Task Pair_rate_waits_four_times_longer_each_send(int send, int seconds)
    {
        await using var rig = await Rig.StartAsync();
        rig.Graph.Answer = c => FakeGraph.Error(c, 429, 131056);

        var outcome = await rig.SendAsync(send: send);

        outcome.Should().Match<Outcome>(o => o.Class == OutcomeClass.Retry && o.Scope == OutcomeScope.Recipient);
        outcome.RetryAfter.Should().Be(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Rejected_asks_for_no_wait()
    {
        (await RefusedAsync(131026, h => h.RetryAfter = "60")).RetryAfter.Should().BeNull();
    }

    private static async Task<Outcome> RefusedAsync(int code, Action<IHeaderDictionary> headers)
    {
        await using var rig = await Rig.StartAsync(time: new ManualTimeProvider());
        rig.Graph.Answer = c =>
        {
            headers(c.Response.Headers);
            return FakeGraph.Error(c, 429, code);
        };
        return await rig.SendAsync();
    }
}

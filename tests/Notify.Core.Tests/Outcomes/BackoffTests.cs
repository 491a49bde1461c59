using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Notify.Core.Tests.Outcomes;

public sealed class BackoffTests
{
    [Property(MaxTest = 1000)]
    public Property Delay_stays_within_its_bounds() => Prop.ForAll(Cases().ToArbitrary(), c =>
    {
        var delay = Backoff.Delay(c.Attempts, c.First, c.Max, c.Jitter, c.Chance);

        delay.Should().BeGreaterThanOrEqualTo(c.First * (1 - c.Jitter) - TimeSpan.FromTicks(1));
        delay.Should().BeLessThanOrEqualTo(c.Max);
    });

    [Property(MaxTest = 1000)]
    public Property Delay_without_jitter_doubles_until_the_maximum() => Prop.ForAll(Cases().ToArbitrary(), c =>
    {
        var delay = Backoff.Delay(c.Attempts, c.First, c.Max, 0, c.Chance);
        var next = Backoff.Delay(c.Attempts + 1, c.First, c.Max, 0, c.Chance);

        var expected = delay * 2 < c.Max ? delay * 2 : c.Max;
        next.Should().BeCloseTo(expected, TimeSpan.FromMilliseconds(1));
    });

    [Property(MaxTest = 1000)]
    public Property Delay_is_spread_around_the_plain_delay() => Prop.ForAll(Cases().ToArbitrary(), c =>
    {
        var plain = Backoff.Delay(c.Attempts, c.First, c.Max, 0, 0.5);
        var delay = Backoff.Delay(c.Attempts, c.First, c.Max, c.Jitter, c.Chance);

        (delay - plain).Duration().Should().BeLessThanOrEqualTo(plain * c.Jitter + TimeSpan.FromTicks(1));
    });

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(5, 480)]
    [InlineData(6, 900)]
    [InlineData(int.MaxValue, 900)]
    public void Delay_of_the_defaults_runs_from_30_seconds_to_15_minutes(int attempts, int seconds)
    {
        var policy = new RetryPolicy();

        Backoff.Delay(attempts, policy.RetryDelay, policy.RetryMaxDelay, 0, 0).Should().Be(TimeSpan.FromSeconds(seconds));
    }

    private static Gen<Case> Cases() =>
        from attempts in Gen.Choose(1, 60)
        from first in Gen.Choose(1, 600_000)
        from factor in Gen.Choose(1, 500)
        from jitter in Gen.Choose(0, 50)
        from chance in Gen.Choose(0, 1000)
        select new Case(attempts, TimeSpan.FromMilliseconds(first), TimeSpan.FromMilliseconds((double)first * factor), jitter / 100.0, chance / 1000.0);

    private sealed record Case(int Attempts, TimeSpan First, TimeSpan Max, double Jitter, double Chance);
}

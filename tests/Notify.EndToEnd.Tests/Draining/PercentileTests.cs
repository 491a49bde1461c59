using Notify.Bench.Draining;

namespace Notify.EndToEnd.Tests.Draining;

public sealed class PercentileTests
{
    [Theory]
    [InlineData(0.5, 2.5)]
    [InlineData(1, 9)]
    public void Of_gives_the_value_at_the_share(double share, double expected) => Percentile.Of([9, 1, 2.46], share).Should().Be(expected);

    [Fact]
    public void Of_no_values_is_zero() => Percentile.Of([], 0.99).Should().Be(0);
}

using Notify.Limits;

namespace Notify.Core.Tests.Limits;

public sealed class PaceRulesTests
{
    private static readonly DateTimeOffset Now = ManualTimeProvider.DefaultStart;

    [Theory]
    [InlineData(-60_000, 80, int.MaxValue)]
    [InlineData(-59_999, 80, 80)]
    [InlineData(0, 80, 80)]
    [InlineData(1000, 80, 80)]
    [InlineData(1500, 80, 40)]
    [InlineData(1999, 80, 1)]
    [InlineData(2000, 80, 0)]
    [InlineData(60_000, 80, 0)]
    [InlineData(1500, 1, 1)]
    public void MostToClaim_is_a_second_of_the_pace_or_what_is_left_to_the_horizon(int nextInMs, int perSecond, int most) =>
        PaceRules.MostToClaim(Now.AddMilliseconds(nextInMs), perSecond, Now).Should().Be(most);

    [Theory]
    [InlineData(80, 80, 1_000_000)]
    [InlineData(1, 80, 12_500)]
    [InlineData(1, 3, 333_334)]
    [InlineData(2, 3, 666_667)]
    [InlineData(int.MaxValue, 1, int.MaxValue * 1_000_000L)]
    public void Length_is_rounded_up_to_the_microsecond(int count, int perSecond, long microseconds) =>
        PaceRules.Length(count, perSecond).Should().Be(TimeSpan.FromMicroseconds(microseconds));
}

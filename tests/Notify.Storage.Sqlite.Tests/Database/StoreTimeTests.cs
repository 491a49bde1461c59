using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Tests.Database;

public sealed class StoreTimeTests
{
    private static readonly DateTimeOffset Moment = new(2026, 6, 1, 12, 0, 0, 5, TimeSpan.FromHours(2));

    [Fact]
    public void Whole_milliseconds_come_back_as_they_are()
    {
        StoreTime.ToTime(StoreTime.Floor(Moment)).Should().Be(Moment);
        StoreTime.ToTime(StoreTime.Ceiling(Moment)).Should().Be(Moment);
    }

    [Fact]
    public void Ceiling_never_comes_early_and_Floor_never_late()
    {
        var between = Moment.AddTicks(1);

        StoreTime.ToTime(StoreTime.Floor(between)).Should().Be(Moment);
        StoreTime.ToTime(StoreTime.Ceiling(between)).Should().Be(Moment.AddMilliseconds(1));
    }

    [Fact]
    public void Length_is_rounded_up() => StoreTime.Length(TimeSpan.FromTicks(1)).Should().Be(1);

    [Fact]
    public void Length_of_the_longest_span_is_no_negative_one() => StoreTime.Length(TimeSpan.MaxValue).Should().BePositive();

    [Fact]
    public void ToTime_of_the_end_of_time_is_read_as_that() =>
        StoreTime.ToTime(StoreTime.Ceiling(DateTimeOffset.MaxValue)).Should().BeCloseTo(DateTimeOffset.MaxValue, TimeSpan.FromMilliseconds(1));
}

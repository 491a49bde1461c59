using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;

namespace Notify.Core.Tests.Policies;

/// <summary>Holds the window against NodaTime, which has its own code and its own copy of the zone database.</summary>
public sealed class QuietHoursWindowTests
{
    // Not Africa/Casablanca: Morocco changed its law, and the two copies of the zone database may be of different ages.
    private static readonly string[] Zones =
    [
        "Africa/Cairo", "Africa/Kigali", "Africa/Lagos", "Africa/Johannesburg", "Europe/London", "Europe/Paris",
        "America/New_York", "America/Santiago", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Apia", "Asia/Kolkata",
        "Asia/Kathmandu", "Asia/Beirut", "Atlantic/Azores", "UTC",
    ];

    [Property(MaxTest = 2000)]
    public Property EndIfInside_on_any_clock_is_the_first_moment_outside() =>
        Prop.ForAll(Cases().ToArbitrary(), c => Agrees(c.Now, c.Start, c.End, c.Zone));

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", "22:00", "07:00", "Europe/London", "2026-03-29T06:00:00Z")] // spring: 07:00 is BST
    [InlineData("2026-03-28T23:00:00Z", "22:00", "07:00", "Europe/London", "2026-03-29T06:00:00Z")] // from before the change
    [InlineData("2026-10-24T22:30:00Z", "22:00", "07:00", "Europe/London", "2026-10-25T07:00:00Z")] // autumn: an hour longer
    [InlineData("2026-04-23T20:30:00Z", "22:00", "07:00", "Africa/Cairo", "2026-04-24T04:00:00Z")] // spring, at midnight
    [InlineData("2026-06-01T20:00:00Z", "22:00", "07:00", "Africa/Kigali", "2026-06-02T05:00:00Z")]
    [InlineData("2026-06-01T04:59:59Z", "22:00", "07:00", "Africa/Kigali", "2026-06-01T05:00:00Z")]
    [InlineData("2026-06-01T05:00:00Z", "22:00", "07:00", "Africa/Kigali", null)]
    [InlineData("2026-06-01T19:59:59Z", "22:00", "07:00", "Africa/Kigali", null)]
    [InlineData("2026-06-01T12:00:00Z", "12:30", "14:30", "Africa/Kigali", "2026-06-01T12:30:00Z")] // does not span midnight
    [InlineData("2026-04-04T10:00:00Z", "20:00", "01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00Z")] // 01:45 comes twice that night
    public void EndIfInside_known_cases_are_right(string now, string start, string end, string zone, string? expected)
    {
        var at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        var actual = Ask(at, TimeOnly.Parse(start, null), TimeOnly.Parse(end, null), zone);

        actual.Should().Be(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void EndIfInside_spring_night_swallows_the_free_minutes_gives_the_next_day()
    {
        // Free only from 02:10 to 02:50, which New York's clocks skip on 8 March 2026.
        var now = new DateTimeOffset(2026, 3, 8, 5, 0, 0, TimeSpan.Zero);

        var end = Ask(now, new TimeOnly(2, 50), new TimeOnly(2, 10), "America/New_York");

        end.Should().Be(new DateTimeOffset(2026, 3, 9, 6, 10, 0, TimeSpan.Zero));
    }

    [Fact]
    public void EndIfInside_end_with_seconds_on_a_night_of_change_is_exact()
    {
        var now = new DateTimeOffset(2026, 3, 29, 0, 30, 0, TimeSpan.Zero);

        Ask(now, new TimeOnly(22, 0), new TimeOnly(7, 0, 30), "Europe/London").Should().Be(new DateTimeOffset(2026, 3, 29, 6, 0, 30, TimeSpan.Zero));
    }

    [Fact]
    public void EndIfInside_empty_window_is_never_inside() =>
        Ask(ManualTimeProvider.DefaultStart, new TimeOnly(7, 0), new TimeOnly(7, 0), "Africa/Kigali").Should().BeNull();

    private static DateTimeOffset? Ask(DateTimeOffset now, TimeOnly start, TimeOnly end, string zone) =>
        QuietHoursWindow.EndIfInside(now, start, end, TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static void Agrees(DateTimeOffset now, TimeOnly start, TimeOnly end, string zone)
    {
        var oracle = DateTimeZoneProviders.Tzdb[zone];
        var actual = Ask(now, start, end, zone);

        if (!IsInside(now, start, end, oracle))
        {
            actual.Should().BeNull("{0:O} in {1} is outside {2}-{3}", now, zone, start, end);
            return;
        }

        actual.Should().NotBeNull("{0:O} in {1} is inside {2}-{3}", now, zone, start, end);
        IsInside(actual!.Value, start, end, oracle).Should().BeFalse("{0:O} in {1} ends {2}-{3} from {4:O}", actual, zone, start, end, now);
        for (var at = now; at < actual; at += TimeSpan.FromMinutes(1))
        {
            IsInside(at, start, end, oracle).Should().BeTrue("{0:O} in {1} comes before the end {2:O} of {3}-{4}", at, zone, actual, start, end);
        }

        IsInside(actual.Value.AddTicks(-1), start, end, oracle).Should().BeTrue("nothing before {0:O} in {1} is outside {2}-{3}", actual, zone, start, end);
    }

    private static bool IsInside(DateTimeOffset at, TimeOnly start, TimeOnly end, DateTimeZone zone)
    {
        var local = Instant.FromDateTimeOffset(at).InZone(zone).TimeOfDay;
        var (from, to) = (LocalTime.FromTicksSinceMidnight(start.Ticks), LocalTime.FromTicksSinceMidnight(end.Ticks));
        return from < to ? local >= from && local < to : local >= from || local < to;
    }

    private static Gen<Case> Cases() =>
        from zone in Gen.Elements(Zones)
        from now in Gen.Frequency((3, NearAChange(zone)), (1, AnyTime()))
        from window in Gen.Frequency((1, Gen.Constant((Start: new TimeOnly(22, 0), End: new TimeOnly(7, 0)))), (3, Windows()))
        select new Case(now, window.Start, window.End, zone);

    private static Gen<(TimeOnly Start, TimeOnly End)> Windows() =>
        from start in Gen.Choose(0, 1439)
        from length in Gen.Choose(1, 1439)
        select (Minute(start), Minute((start + length) % 1440));

    private static TimeOnly Minute(int ofDay) => TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(ofDay));

    // Only what has been: on changes to come, two copies of the zone database may be of different editions.
    private static Gen<DateTimeOffset> AnyTime() =>
        from day in Gen.Choose(0, 17 * 365)
        from second in Gen.Choose(0, 86_399)
        select new DateTimeOffset(2008, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day).AddSeconds(second);

    private static Gen<DateTimeOffset> NearAChange(string zone)
    {
        var changes = DateTimeZoneProviders.Tzdb[zone]
            .GetZoneIntervals(Instant.FromUtc(2008, 1, 1, 0, 0), Instant.FromUtc(2025, 1, 1, 0, 0))
            .Where(i => i.HasStart && i.Start >= Instant.FromUtc(2008, 1, 1, 0, 0))
            .Select(i => i.Start.ToDateTimeOffset())
            .ToArray();
        return changes.Length == 0
            ? AnyTime()
            : from change in Gen.Elements(changes)
              from seconds in Gen.Choose(-26 * 3600, 26 * 3600)
              select change.AddSeconds(seconds);
    }

    private sealed record Case(DateTimeOffset Now, TimeOnly Start, TimeOnly End, string Zone);
}

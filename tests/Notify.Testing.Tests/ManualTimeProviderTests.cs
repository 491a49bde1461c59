namespace Notify.Testing.Tests;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Advance_moves_clock_and_timestamp_together()
    {
        var before = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromMinutes(90));

        _clock.GetUtcNow().Should().Be(ManualTimeProvider.DefaultStart.AddMinutes(90));
        _clock.GetElapsedTime(before).Should().Be(TimeSpan.FromMinutes(90));
    }

    [Fact]
    public void SetUtcNow_moves_the_wall_clock_only()
    {
        var before = _clock.GetTimestamp();
        using var timer = Timer("late", 10, Timeout.Infinite);

        _clock.SetUtcNow(ManualTimeProvider.DefaultStart.AddHours(-3));
        _clock.SetUtcNow(ManualTimeProvider.DefaultStart.AddHours(5));

        _clock.GetUtcNow().Should().Be(ManualTimeProvider.DefaultStart.AddHours(5));
        _clock.GetTimestamp().Should().Be(before);
        _fired.Should().BeEmpty();
    }

    [Fact]
    public void Advance_fires_timers_in_due_order_each_at_its_own_time()
    {
        using var late = Timer("late", 20, Timeout.Infinite);
        using var early = Timer("early", 10, Timeout.Infinite);
        using var beside = Timer("beside", 20, Timeout.Infinite);

        _clock.Advance(TimeSpan.FromSeconds(25));

        _fired.Should().Equal("early@10", "late@20", "beside@20");
        _clock.PendingTimers.Should().Be(0);
    }

    [Fact]
    public void Advance_fires_a_periodic_timer_once_per_period()
    {
        using var timer = Timer("tick", 1, 2);

        _clock.Advance(TimeSpan.FromSeconds(6));

        _fired.Should().Equal("tick@1", "tick@3", "tick@5");
    }

    [Fact]
    public void Advance_with_zero_fires_what_is_due_now()
    {
        using var timer = Timer("now", 0, Timeout.Infinite);
        _fired.Should().BeEmpty();

        _clock.Advance(TimeSpan.Zero);

        _fired.Should().Equal("now@0");
    }

    [Fact]
    public void A_callback_may_set_and_dispose_timers()
    {
        ITimer? second = null;
        using var third = Timer("third", 30, Timeout.Infinite);
        using var first = _clock.CreateTimer(
            _ =>
            {
                second = Timer("second", 5, Timeout.Infinite);
                third.Dispose();
            },
            null,
            TimeSpan.FromSeconds(10),
            Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(60));

        _fired.Should().Equal("second@15");
        second!.Dispose();
    }

    [Fact]
    public void Change_after_dispose_is_refused()
    {
        var timer = Timer("never", 10, Timeout.Infinite);
        timer.Dispose();

        timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(20));

        _fired.Should().BeEmpty();
    }

    [Fact]
    public async Task Delays_and_cancellations_of_the_system_follow_it()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30), _clock);
        var delay = Task.Delay(TimeSpan.FromSeconds(10), _clock);

        _clock.Advance(TimeSpan.FromSeconds(10));
        await delay;
        deadline.IsCancellationRequested.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(20));

        deadline.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void Time_does_not_go_backwards() =>
        _clock.Invoking(c => c.Advance(TimeSpan.FromTicks(-1))).Should().Throw<ArgumentOutOfRangeException>();

    private ITimer Timer(string name, int dueSeconds, int periodSeconds) => _clock.CreateTimer(
        _ => _fired.Add($"{name}@{(_clock.GetUtcNow() - ManualTimeProvider.DefaultStart).TotalSeconds:0}"),
        null,
        TimeSpan.FromSeconds(dueSeconds),
        periodSeconds == Timeout.Infinite ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(periodSeconds));
}

using Notify.Limits;

namespace Notify.Core.Tests.Sending;

public sealed class PaceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task RunOnce_sends_evenly_spaced()
    {
        using var rig = new PaceRig(perSecond: 10);
        await rig.QueueAsync(25);

        await rig.PumpAsync(rig.Worker().RunOnceAsync());

        rig.SentAt.Should().HaveCount(25);
        rig.SentAt.Select(t => (t - rig.SentAt[0]).TotalMilliseconds).Should().Equal(Enumerable.Range(0, 25).Select(i => i * 100.0));
    }

    [Fact]
    public async Task RunOnce_sender_without_a_pace_asks_the_store_for_nothing()
    {
        using var rig = new PaceRig(perSecond: null);
        await rig.QueueAsync(25);

        await rig.PumpAsync(rig.Worker().RunOnceAsync());

        rig.SentAt.Should().HaveCount(25).And.OnlyContain(t => t == rig.SentAt[0]);
        rig.Pacer.Reserved.Should().BeEmpty();
    }

    [Theory]
    [InlineData(2, 20)]
    [InlineData(4, 50)]
    [InlineData(8, 500)]
    public async Task Workers_sharing_a_store_never_exceed_the_pace_in_any_second_and_keep_to_it(int workers, int batchSize)
    {
        const int perSecond = 20;
        using var rig = new PaceRig(perSecond, batchSize);
        await rig.QueueAsync(600);

        await rig.PumpAsync(Task.WhenAll(Enumerable.Range(0, workers).Select(_ => rig.LoopAsync(rig.Worker(), untilSent: 600))));

        for (var i = perSecond; i < rig.SentAt.Count; i++)
        {
            (rig.SentAt[i] - rig.SentAt[i - perSecond]).Should().BeGreaterThanOrEqualTo(Second);
        }

        rig.SentAt.Should().HaveCount(600);
        (rig.SentAt[^1] - rig.SentAt[0]).Should().BeLessThan(TimeSpan.FromSeconds(31), "30 s is what the pace allows");
        rig.Settled(Reasons.Pace).Should().BeLessThan(batchSize <= 50 ? 1 : 600, "once the pace is known no claim takes more than can be sent soon");
        (await rig.Store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Sent && d.Attempts == 1);
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 500)]
    [InlineData(6, 100)]
    public async Task Critical_goes_within_a_few_seconds_through_a_campaign(int workers, int batchSize)
    {
        using var rig = new PaceRig(perSecond: 20, batchSize);
        await rig.QueueAsync(1000, Priority.Bulk);
        var running = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => rig.LoopAsync(rig.Worker(), untilSent: 1003)));
        foreach (var at in new[] { 3, 20, 35 })
        {
            await rig.PumpToAsync(at);
            await rig.QueueCriticalAsync();
        }

        await rig.PumpAsync(running);

        rig.CriticalDelays.Should().HaveCount(3).And.OnlyContain(d => d < TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task RunOnce_waits_for_its_place_before_the_mark()
    {
        using var rig = new PaceRig(perSecond: 10);
        await rig.QueueAsync(3);
        await rig.ReserveAsync(15);
        var start = rig.Clock.GetUtcNow();
        DateTimeOffset? markedAt = null;
        rig.Queue.BeforeMark = _ =>
        {
            markedAt = rig.Clock.GetUtcNow();
            return Task.CompletedTask;
        };

        await rig.PumpAsync(rig.Worker().RunOnceAsync());

        markedAt.Should().Be(start + TimeSpan.FromSeconds(1.5));
        rig.SentAt[0].Should().Be(markedAt!.Value);
    }

    [Fact]
    public async Task RunOnce_turn_too_far_away_gives_the_places_back_and_keeps_the_place_in_the_line()
    {
        using var rig = new PaceRig(perSecond: 10);
        await rig.QueueAsync(3);
        var dueAt = (await rig.Store.DeliveriesAsync())[0].DueAt;
        rig.Queue.AfterClaim = async () => await rig.ReserveAsync(60);
        rig.Clock.Advance(Second);

        (await rig.Worker().RunOnceAsync()).Should().Be(3);

        rig.SentAt.Should().BeEmpty();
        rig.Pacer.GivenBack.Should().ContainSingle().Which.Count.Should().Be(3);
        (await rig.Store.DeliveriesAsync()).Should().OnlyContain(
            d => d.State == DeliveryState.Queued && d.Reason == Reasons.Pace && d.Attempts == 0 && d.DueAt == dueAt);
        (await rig.ReserveAsync(1)).Wait.Should().Be(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task RunOnce_critical_waits_longer_and_is_put_off_where_even_that_is_too_long()
    {
        using var rig = new PaceRig(perSecond: 10);
        await rig.QueueCriticalAsync();
        await rig.ReserveAsync(400);
        var start = rig.Clock.GetUtcNow();
        await rig.PumpAsync(rig.Worker().RunOnceAsync());
        rig.SentAt.Should().Equal(start + TimeSpan.FromSeconds(40));

        await rig.QueueCriticalAsync();
        await rig.ReserveAsync(900);
        (await rig.Worker().RunOnceAsync()).Should().Be(1);

        var waiting = (await rig.Store.DeliveriesAsync()).Single(d => d.State == DeliveryState.Queued);
        (waiting.Reason, waiting.Attempts, waiting.DueAt).Should().Be((Reasons.Pace, 0, rig.Clock.GetUtcNow() + TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task RunOnce_lease_too_short_for_a_near_turn_puts_off_until_then_rather_than_claim_again_and_again()
    {
        using var rig = new PaceRig(perSecond: 10, lease: TimeSpan.FromSeconds(11.5));
        await rig.QueueAsync(3);
        await rig.ReserveAsync(10);

        (await rig.Worker().RunOnceAsync()).Should().Be(3);

        (await rig.Store.DeliveriesAsync()).Should().OnlyContain(
            d => d.State == DeliveryState.Queued && d.Reason == Reasons.Pace && d.Attempts == 0 && d.DueAt == rig.Clock.GetUtcNow() + Second);
        rig.Clock.Advance(Second);
        await rig.PumpAsync(rig.Worker().RunOnceAsync());
        rig.SentAt.Should().HaveCount(3);
    }

    [Fact]
    public async Task RunOnce_stopped_while_it_waits_hands_back_and_gives_its_places_back()
    {
        using var rig = new PaceRig(perSecond: 10);
        await rig.QueueAsync(3);
        await rig.ReserveAsync(15);
        using var stopping = new CancellationTokenSource();
        var running = rig.Worker().RunOnceAsync(stopping.Token);

        await stopping.CancelAsync();
        await running;

        rig.SentAt.Should().BeEmpty();
        rig.Pacer.GivenBack.Should().ContainSingle().Which.Count.Should().Be(3);
        (await rig.Store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Queued && d.Attempts == 0);
    }

    [Fact]
    public async Task RunOnce_mark_took_long_takes_new_places()
    {
        using var rig = new PaceRig(perSecond: 10);
        await rig.QueueAsync(3);
        rig.Queue.AfterMark = async () =>
        {
            rig.Clock.Advance(Second);
            await rig.ReserveAsync(5);
        };
        var start = rig.Clock.GetUtcNow();

        await rig.PumpAsync(rig.Worker().RunOnceAsync());

        rig.SentAt.Select(t => (t - start).TotalSeconds).Should().Equal(1.5, 1.6, 1.7);
    }

    [Fact]
    public async Task RunOnce_process_that_stood_still_takes_new_places_for_the_rest_of_the_slice()
    {
        using var rig = new PaceRig(perSecond: 10);
        await rig.QueueAsync(4);
        rig.OnSent = sent => StandStill(rig, sent);
        var start = rig.Clock.GetUtcNow();

        await rig.PumpAsync(rig.Worker().RunOnceAsync());

        rig.SentAt.Select(t => (t - start).TotalSeconds).Should().Equal(0, 1, 1.1, 1.2);
    }

    [Fact]
    public async Task RunOnce_places_missed_by_little_are_taken_all_the_same()
    {
        using var rig = new PaceRig(perSecond: 10);
        await rig.QueueAsync(3);
        rig.OnSent = sent => rig.Clock.Advance(TimeSpan.FromMilliseconds(sent == 1 ? 190 : 0));
        var start = rig.Clock.GetUtcNow();

        await rig.PumpAsync(rig.Worker().RunOnceAsync());

        rig.SentAt.Select(t => (t - start).TotalSeconds).Should().Equal(0, 0.19, 0.2);
        rig.Pacer.Reserved.Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnce_process_that_stood_still_hands_the_rest_back_where_no_new_places_can_be_had()
    {
        using var rig = new PaceRig(perSecond: 10);
        await rig.QueueAsync(4);
        rig.OnSent = sent =>
        {
            StandStill(rig, sent);
            rig.Pacer.BeforeReserve = () => throw HookedQueue.Broken();
        };

        await rig.Worker().Invoking(w => w.RunOnceAsync()).Should().ThrowAsync<Notify.Storage.StorageException>("the next batch meets the same store");

        rig.SentAt.Should().ContainSingle();
        (await rig.Store.DeliveriesAsync()).Select(d => d.State).Should().BeEquivalentTo(
            [DeliveryState.Sent, DeliveryState.Queued, DeliveryState.Queued, DeliveryState.Queued]);
    }

    [Fact]
    public async Task RunOnce_new_places_cannot_be_had_hands_back_rather_than_leave_a_doubt()
    {
        using var rig = new PaceRig(perSecond: 10);
        await rig.QueueAsync(3);
        rig.Queue.AfterMark = () =>
        {
            rig.Clock.Advance(Second);
            rig.Pacer.BeforeReserve = () => throw HookedQueue.Broken();
            rig.Queue.AfterMark = () => Task.CompletedTask;
            return Task.CompletedTask;
        };

        await rig.Worker().Invoking(w => w.RunOnceAsync()).Should().ThrowAsync<Notify.Storage.StorageException>("the next batch meets the same store");

        rig.SentAt.Should().BeEmpty();
        (await rig.Store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Queued);
    }

    [Fact]
    public async Task RunOnce_account_that_waits_does_not_hold_up_another()
    {
        using var rig = new PaceRig(perSecond: 10);
        var other = new ScriptedSender(Channel.Sms);
        var worker = rig.Worker(other);
        await rig.QueueAsync(10);
        var text = A.Text();
        text.Channels = ChannelPlan.Sms;
        await rig.QueueAsync(text);
        rig.Queue.AfterClaim = async () =>
        {
            await rig.ReserveAsync(30);
            rig.Queue.AfterClaim = () => Task.CompletedTask;
        };

        var running = worker.RunOnceAsync();

        other.Requests.Should().ContainSingle("it went before the others' turn came");
        rig.SentAt.Should().BeEmpty();
        await rig.PumpAsync(running);
        rig.SentAt.Should().HaveCount(10);
    }

    // Long enough for others to have taken what was missed.
    private static void StandStill(PaceRig rig, int sent)
    {
        if (sent == 1)
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(0.5));
            rig.ReserveAsync(5).GetAwaiter().GetResult();
        }
    }
}

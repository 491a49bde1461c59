using Notify.Queueing;
using Notify.Storage;

namespace Notify.Core.Tests.Queueing;

public sealed class BlockedLineTests
{
    private const int Places = 2;

    private readonly ManualTimeProvider _clock = new();
    private readonly TaskCompletionSource<string>[] _held = [New(), New()];
    private readonly List<string> _order = [];
    private readonly BlockedLine _line;

    public BlockedLineTests() => _line = new BlockedLine(_clock);

    [Fact]
    public async Task RunInTurnAsync_what_was_not_tried_by_itself_goes_before_what_is_blocked()
    {
        HoldAllPlaces();
        var blocked = RunAsync("blocked", isTried: true);
        await JoinTheLineAsync();
        var fresh = RunAsync("fresh", isTried: false);

        _held[0].SetResult("");
        await Task.WhenAll(blocked, fresh);

        _order.Should().Equal("fresh", "blocked");
    }

    [Fact]
    public async Task RunInTurnAsync_what_is_blocked_gets_every_fourth_place_however_many_are_new()
    {
        HoldAllPlaces();
        var all = new List<Task> { RunAsync("blocked", isTried: true) };
        await JoinTheLineAsync();
        all.AddRange(Enumerable.Range(0, 8).Select(i => RunAsync($"fresh-{i}", isTried: false)));

        _held[0].SetResult("");
        await Task.WhenAll(all);

        _order.IndexOf("blocked").Should().Be(3);
        _order.Where(o => o != "blocked").Should().Equal(Enumerable.Range(0, 8).Select(i => $"fresh-{i}"));
    }

    [Fact]
    public async Task RunInTurnAsync_who_leaves_takes_no_place_along()
    {
        HoldAllPlaces();
        using var stop = new CancellationTokenSource();
        var gone = _line.RunInTurnAsync("enqueue", _ => Task.FromResult("gone"), _clock.GetTimestamp(), isTried: false, stop.Token);
        var stays = RunAsync("stays", isTried: false);

        await stop.CancelAsync();
        await gone.Awaiting(g => g).Should().ThrowAsync<OperationCanceledException>();
        _held[0].SetResult("");

        (await stays).Should().Be("stays");
    }

    [Fact]
    public async Task RunInTurnAsync_one_that_never_got_its_turn_is_not_told_that_it_is_blocked()
    {
        HoldAllPlaces();
        var blocked = RunAsync("blocked", isTried: true);
        await JoinTheLineAsync();
        var fresh = RunAsync("fresh", isTried: false);

        _clock.Advance(BlockedLine.LongestWait);

        (await fresh.Awaiting(f => f).Should().ThrowAsync<StorageException>()).Which.Should()
            .Match<StorageException>(e => e.Failure == StorageFailure.NotStored && !e.IsBlocked && e.InnerException!.Message.Contains("its turn"));
        (await blocked.Awaiting(b => b).Should().ThrowAsync<StorageException>()).Which.Should()
            .Match<StorageException>(e => e.Failure == StorageFailure.NotStored && e.IsBlocked && e.InnerException!.Message.Contains("Commit soon"));
    }

    [Fact]
    public async Task RunInTurnAsync_no_more_than_ten_thousand_blocked_ones_wait()
    {
        using var stop = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, BlockedLine.MostWaiting)
            .Select(_ => _line.RunInTurnAsync("enqueue", _ => Task.FromResult(0), _clock.GetTimestamp(), isTried: true, stop.Token)).ToList();

        await this.Awaiting(t => t.RunAsync("one more", isTried: true)).Should().ThrowAsync<StorageException>();
        (await RunAsync("fresh", isTried: false)).Should().Be("fresh");

        await stop.CancelAsync();
        await Task.WhenAll(waiting).Awaiting(w => w).Should().ThrowAsync<OperationCanceledException>();
        _line.IsAnyBlocked.Should().BeFalse();
    }

    [Fact]
    public async Task RunAsync_takes_a_place_only_while_something_is_blocked()
    {
        HoldAllPlaces();
        (await _line.RunAsync("enqueue", _ => Task.FromResult("free"), default)).Should().Be("free");

        var blocked = RunAsync("blocked", isTried: true);
        var waits = _line.RunAsync("enqueue", _ => Task.FromResult("waits"), default);

        waits.IsCompleted.Should().BeFalse();
        _held[0].SetResult("");
        (await waits).Should().Be("waits");
        PassThePause();
        await blocked;
    }

    [Fact]
    public async Task FindOrAddAsync_while_something_is_blocked_who_is_known_waits_for_nobody_and_who_is_new_in_line()
    {
        using var store = new TestStore();
        var adding = new ContactAdding(store.Contacts, _line);
        ContactKey known = new(Notification.DefaultTenant, Address.Phone("+250788000001"));
        ContactKey unknown = new(Notification.DefaultTenant, Address.Phone("+250788000002"));
        var first = await adding.FindOrAddAsync([known], null, default);
        HoldAllPlaces();
        var blocked = RunAsync("blocked", isTried: true);

        var again = await adding.FindOrAddAsync([known], null, default);
        var made = adding.FindOrAddAsync([known, unknown], null, default);

        again.Contacts[0]!.Id.Should().Be(first.Contacts[0]!.Id);
        made.IsCompleted.Should().BeFalse();
        _held[0].SetResult("");
        (await made).Contacts.Should().NotContainNulls();
        PassThePause();
        await blocked;
    }

    private static TaskCompletionSource<string> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void HoldAllPlaces()
    {
        for (var i = 0; i < Places; i++)
        {
            var held = _held[i].Task;
            _ = _line.RunInTurnAsync("enqueue", _ => held, _clock.GetTimestamp(), isTried: false, default);
        }
    }

    // The one that is blocked, after its pause: it goes on in a thread of the pool.
    private async Task JoinTheLineAsync()
    {
        PassThePause();
        while (_clock.PendingTimers == 0)
        {
            await Task.Yield();
        }
    }

    private void PassThePause() => _clock.Advance(TimeSpan.FromMilliseconds(20));

    private Task<string> RunAsync(string name, bool isTried) => _line.RunInTurnAsync(
        "enqueue",
        _ =>
        {
            _order.Add(name);
            return Task.FromResult(name);
        },
        _clock.GetTimestamp(),
        isTried,
        default);
}

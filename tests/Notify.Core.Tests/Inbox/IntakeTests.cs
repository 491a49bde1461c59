using Notify.Storage;
using Notify.Webhooks;

namespace Notify.Core.Tests.Inbox;

public sealed class IntakeTests
{
    [Theory]
    [InlineData("unsigned", WebhookStatus.Unsigned, "NOTIFY_WEBHOOK_UNSIGNED")]
    [InlineData("malformed", WebhookStatus.Malformed, "NOTIFY_WEBHOOK_MALFORMED")]
    public async Task ReceiveAsync_refuses_and_stores_nothing(string body, WebhookStatus expected, string logged)
    {
        await using var rig = new InboxRig();

        (await rig.ReceiveAsync(body)).Status.Should().Be(expected);

        rig.Inbox.Stored.Should().BeEmpty();
        rig.App.Log.Of(logged).Should().ContainSingle();
    }

    [Fact]
    public async Task ReceiveAsync_unsigned_writes_one_line_a_minute_that_counts_those_between()
    {
        await using var rig = new InboxRig();
        for (var i = 0; i < 4; i++)
        {
            await rig.ReceiveAsync("unsigned");
        }

        rig.App.Log.Of("NOTIFY_WEBHOOK_UNSIGNED").Should().ContainSingle().Which.Text.Should().Contain("1 refused since");
        rig.App.Advance(TimeSpan.FromMinutes(1));
        await rig.ReceiveAsync("unsigned");
        await rig.ReceiveAsync("unsigned");

        rig.App.Log.Of("NOTIFY_WEBHOOK_UNSIGNED").Should().HaveCount(2).And.Subject.Last().Text.Should().Contain("4 refused since");
    }

    [Fact]
    public async Task ReceiveAsync_acknowledges_only_after_the_commit_and_shares_the_next_one()
    {
        await using var rig = new InboxRig();
        var commit = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        rig.Inbox.BeforeStore = _ =>
        {
            begun.TrySetResult();
            return commit.Task;
        };

        var first = rig.ReceiveAsync("one");
        await begun.Task;
        var others = Enumerable.Range(0, 20).Select(i => rig.ReceiveAsync($"{i}")).ToList();
        first.IsCompleted.Should().BeFalse();
        others.Should().NotContain(t => t.IsCompleted);
        commit.SetResult();
        await Task.WhenAll([first, .. others]);

        rig.Inbox.Stored.Should().Equal(1, 20);
    }

    [Fact]
    public async Task ReceiveAsync_store_is_away_all_fail_and_the_first_that_is_stored_ends_it()
    {
        await using var rig = new InboxRig();
        rig.Inbox.BeforeStore = _ => throw HookedQueue.Broken();
        await rig.Invoking(r => r.ReceiveAsync("one")).Should().ThrowAsync<StorageException>();
        await rig.Invoking(r => r.ReceiveAsync("two")).Should().ThrowAsync<StorageException>();

        rig.Inbox.BeforeStore = _ => Task.CompletedTask;
        (await rig.ReceiveAsync("three")).Status.Should().Be(WebhookStatus.Valid);

        rig.Inbox.Stored.Should().Equal(1);
        rig.App.Log.Of("NOTIFY_WEBHOOK_STORE_LOST").Should().ContainSingle();
        rig.App.Log.Of("NOTIFY_WEBHOOK_STORE_BACK").Should().ContainSingle();
    }

    [Fact]
    public async Task ReceiveAsync_store_hangs_fails_at_its_own_time_limit_and_then_at_once_but_for_one_that_tries()
    {
        await using var rig = new InboxRig();
        var begun = new TaskCompletionSource();
        rig.Inbox.BeforeStore = _ =>
        {
            begun.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        var first = rig.ReceiveAsync("one");
        await begun.Task;
        var behind = rig.ReceiveAsync("two");
        rig.App.Advance(TimeSpan.FromSeconds(5));
        await first.Invoking(f => f).Should().ThrowAsync<StorageException>();
        await behind.Invoking(b => b).Should().ThrowAsync<StorageException>();

        begun = new TaskCompletionSource();
        var probe = rig.ReceiveAsync("three");
        await begun.Task;
        await rig.Invoking(r => r.ReceiveAsync("four")).Should().ThrowAsync<StorageException>();
        probe.IsCompleted.Should().BeFalse();
        rig.App.Advance(TimeSpan.FromSeconds(5));
        await probe.Invoking(p => p).Should().ThrowAsync<StorageException>();
    }
}

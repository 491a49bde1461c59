using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Transactions;

/// <summary>What an open transaction of the app's holds keeps those who queue the same, and nobody else.</summary>
public sealed class BlockedTests : ShopTest
{
    private const string New = "+250788000001";
    private const string Waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_key_that_an_open_transaction_holds_keeps_no_other_call()
    {
        await App.Notifier.QueueAsync(A.Text());
        await using var transaction = await Connection.BeginTransactionAsync();
        var first = await App.Notifier.QueueAsync(Paid(), transaction);
        var same = App.Notifier.QueueAsync(Paid());
        await UntilOneWaitsAsync();

        var others = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => App.Notifier.QueueAsync(Paid($"other-{i}")))).WaitAsync(Patience, TimeProvider.System);
        var own = await App.Notifier.QueueAsync(Paid("own")).WaitAsync(Patience, TimeProvider.System);

        others.Append(own).Should().OnlyContain(r => r.Status == QueueStatus.Queued);
        same.IsCompleted.Should().BeFalse();
        await transaction.CommitAsync();
        (await same.WaitAsync(Patience, TimeProvider.System)).Should()
            .Match<QueueResult>(r => r.Status == QueueStatus.Duplicate && r.NotificationId == first.NotificationId);
    }

    [Fact]
    public async Task A_contact_that_an_open_transaction_makes_keeps_no_worker_from_the_database()
    {
        await App.Notifier.QueueAsync(A.Text());
        await using var transaction = await Connection.BeginTransactionAsync();
        await App.Notifier.QueueAsync(A.Text(New), transaction);
        var same = Enumerable.Range(0, 8).Select(_ => App.Notifier.QueueAsync(A.Text(New))).ToList();
        await UntilOneWaitsAsync();

        (await App.Worker.RunOnceAsync()).Should().Be(1);
        (await App.Notifier.QueueAsync(A.Text())).Status.Should().Be(QueueStatus.Queued);

        same.Should().OnlyContain(call => !call.IsCompleted);
        await transaction.CommitAsync();
        (await Task.WhenAll(same).WaitAsync(Patience, TimeProvider.System)).Should().OnlyContain(r => r.Status == QueueStatus.Queued);
        (await Sql.ScalarAsync<long>(Database, "SELECT count(*) FROM notify.contact")).Should().Be(2);
    }

    [Fact]
    public async Task Two_hundred_keys_that_an_open_transaction_holds_fail_none_that_is_free_behind_them()
    {
        await App.Notifier.QueueAsync(A.Text());
        await using var transaction = await Connection.BeginTransactionAsync();
        await App.Notifier.QueueAsync([.. Enumerable.Range(0, 200).Select(i => Paid($"held-{i}"))], transaction);
        var held = Enumerable.Range(0, 200).Select(i => App.Notifier.QueueAsync(Paid($"held-{i}"))).ToList();

        var free = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => App.Notifier.QueueAsync(Paid($"free-{i}"))));
        var batch = await App.Notifier.QueueAsync([.. Enumerable.Range(0, 20).Select(i => Paid($"batch-{i}"))]);

        free.Concat(batch).Should().OnlyContain(r => r.Status == QueueStatus.Queued);
        held.Should().OnlyContain(call => !call.IsCompleted);
        await transaction.CommitAsync();
        (await Task.WhenAll(held)).Should().OnlyContain(r => r.Status == QueueStatus.Duplicate);
    }

    [Fact]
    public async Task A_contact_that_an_open_transaction_makes_fails_no_other_new_one_behind_two_hundred_that_wait_for_it()
    {
        await App.Notifier.QueueAsync(A.Text());
        await using var transaction = await Connection.BeginTransactionAsync();
        await App.Notifier.QueueAsync(A.Text(New), transaction);
        var held = Enumerable.Range(0, 200).Select(_ => App.Notifier.QueueAsync(A.Text(New))).ToList();
        await UntilOneWaitsAsync();

        var others = await Task.WhenAll(Enumerable.Range(10, 10).Select(i => App.Notifier.QueueAsync(A.Text($"+2507880000{i}"))));

        others.Should().OnlyContain(r => r.Status == QueueStatus.Queued);
        held.Should().OnlyContain(call => !call.IsCompleted);
        await transaction.CommitAsync();
        (await Task.WhenAll(held)).Should().OnlyContain(r => r.Status == QueueStatus.Queued);
    }

    private Task UntilOneWaitsAsync() =>
        Eventually.TrueAsync(async () => await Sql.ScalarAsync<long>(Database, Waiting) > 0, "one waits for the transaction");
}

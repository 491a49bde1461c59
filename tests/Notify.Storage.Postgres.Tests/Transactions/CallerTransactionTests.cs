using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Transactions;

/// <summary>What the app queues inside a transaction of its own on its own connection.</summary>
public class CallerTransactionTests : ShopTest
{
    [Fact]
    public async Task Commit_stores_the_apps_row_and_the_notification_together()
    {
        QueueResult result;
        await using (var transaction = await Connection.BeginTransactionAsync())
        {
            await Shop.OrderAsync(transaction);
            result = await App.Notifier.QueueAsync(Paid(), transaction);
            (await Shop.NotifyRowsAsync(Database)).Should().Be(0, "nobody sees it before the commit");
            await transaction.CommitAsync();
        }

        result.Status.Should().Be(QueueStatus.Queued);
        (await Shop.OrdersAsync(Database)).Should().Be(1);
        (await App.RecordAsync(result.NotificationId)).State.Should().Be(DeliveryState.Queued);
        (await App.Worker.RunOnceAsync()).Should().Be(1);
        App.Sender.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rollback_leaves_nothing_of_either(bool isExplicit)
    {
        await using (var transaction = await Connection.BeginTransactionAsync())
        {
            await Shop.OrderAsync(transaction);
            (await App.Notifier.QueueAsync([Paid("order-1"), Paid("order-2")], transaction)).Should().OnlyContain(r => r.Status == QueueStatus.Queued);
            if (isExplicit)
            {
                await transaction.RollbackAsync();
            }
        }

        (await Shop.OrdersAsync(Database)).Should().Be(0);
        (await Shop.NotifyRowsAsync(Database)).Should().Be(0, "neither delivery, contact nor key is left");
        (await App.Worker.RunOnceAsync()).Should().Be(0);
        (await App.Notifier.QueueAsync(Paid())).Status.Should().Be(QueueStatus.Queued, "the key is free");
    }

    [Fact]
    public async Task Rollback_to_a_savepoint_takes_back_what_was_queued_after_it()
    {
        QueueResult kept;
        await using (var transaction = await Connection.BeginTransactionAsync())
        {
            kept = await App.Notifier.QueueAsync(Paid("kept"), transaction);
            await transaction.SaveAsync("here");
            await App.Notifier.QueueAsync(Paid("gone"), transaction);
            await transaction.RollbackAsync("here");
            await transaction.CommitAsync();
        }

        (await App.Worker.RunOnceAsync()).Should().Be(1);
        (await App.RecordAsync(kept.NotificationId)).State.Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task An_invalid_notification_leaves_the_transaction_usable()
    {
        await using (var transaction = await Connection.BeginTransactionAsync())
        {
            await Shop.OrderAsync(transaction);
            await App.Invoking(a => a.Notifier.QueueAsync(A.Text("nobody"), transaction)).Should().ThrowAsync<InvalidNotificationException>();
            var results = await App.Notifier.QueueAsync([A.Text("nobody"), Paid()], transaction);
            results.Select(r => r.Status).Should().Equal(QueueStatus.Invalid, QueueStatus.Queued);
            await transaction.CommitAsync();
        }

        (await Shop.OrdersAsync(Database)).Should().Be(1);
        (await App.Worker.RunOnceAsync()).Should().Be(1);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task The_same_key_queued_meanwhile_waits_and_ends_as_one(bool commits, bool isContactKnown)
    {
        if (isContactKnown)
        {
            await App.Notifier.QueueAsync(A.Text());
        }

        await using var other = TestHost.Create(Database);
        await using var transaction = await Connection.BeginTransactionAsync();
        var first = await App.Notifier.QueueAsync(Paid(), transaction);
        var second = other.Notifier.QueueAsync(Paid());
        await Eventually.TrueAsync(
            async () => await Sql.ScalarAsync<long>(Database, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 1,
            "the second waits for the transaction");
        await (commits ? transaction.CommitAsync() : transaction.RollbackAsync());

        var result = await second.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        result.Status.Should().Be(commits ? QueueStatus.Duplicate : QueueStatus.Queued);
        (result.NotificationId == first.NotificationId).Should().Be(commits);
        (await App.Worker.RunOnceAsync()).Should().Be(isContactKnown ? 2 : 1);
        App.Sender.Requests.Where(r => r.Message.Text == "Paid").Should().ContainSingle();
    }

    [Fact]
    public async Task The_same_key_twice_in_one_transaction_ends_as_one()
    {
        await using (var transaction = await Connection.BeginTransactionAsync())
        {
            var first = await App.Notifier.QueueAsync(Paid(), transaction);
            var second = await App.Notifier.QueueAsync(Paid(), transaction);
            second.Should().Match<QueueResult>(r => r.Status == QueueStatus.Duplicate && r.NotificationId == first.NotificationId);
            await transaction.CommitAsync();
        }

        (await App.Worker.RunOnceAsync()).Should().Be(1);
    }
}

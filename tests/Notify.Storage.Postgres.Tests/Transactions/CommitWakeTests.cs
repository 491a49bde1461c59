using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Transactions;

public sealed class CommitWakeTests : ShopTest
{
    [Fact]
    public async Task Workers_are_woken_at_the_commit_and_not_before()
    {
        await using var hand = await Hand.ListenAsync(Database, "notify_work");
        await using (var transaction = await Connection.BeginTransactionAsync())
        {
            await App.Notifier.QueueAsync(Paid(), transaction);
            await Sql.RunAsync(Database, "NOTIFY notify_work, 'before the commit'");
            (await hand.NextAsync()).Should().Be("before the commit");
            await transaction.CommitAsync();
        }

        (await hand.NextAsync()).Should().BeEmpty("this is the store's");
    }

    [Fact]
    public async Task Workers_are_not_woken_by_a_rollback()
    {
        await using var hand = await Hand.ListenAsync(Database, "notify_work");
        await using (var transaction = await Connection.BeginTransactionAsync())
        {
            await App.Notifier.QueueAsync(Paid(), transaction);
            await transaction.RollbackAsync();
        }

        await Sql.RunAsync(Database, "NOTIFY notify_work, 'after it'");
        (await hand.NextAsync()).Should().Be("after it");
    }
}

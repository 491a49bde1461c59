using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Pooler;

/// <summary>Producers behind the pooler, and a listener with a connection of its own.</summary>
public sealed class PgBouncerWakeTests : ShopTest
{
    [Fact]
    public async Task What_is_queued_through_the_pooler_is_told_to_who_listens_directly()
    {
        await using var hand = await Hand.ListenAsync(Database, "notify_work");

        await App.Notifier.QueueAsync(Paid());

        (await hand.NextAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_queued_in_a_transaction_through_the_pooler_is_told_at_its_commit()
    {
        await using var hand = await Hand.ListenAsync(Database, "notify_work");
        await using var transaction = await Connection.BeginTransactionAsync();
        await App.Notifier.QueueAsync(Paid(), transaction);
        await Sql.RunAsync(Database, "NOTIFY notify_work, 'before the commit'");
        (await hand.NextAsync()).Should().Be("before the commit");

        await transaction.CommitAsync();

        (await hand.NextAsync()).Should().BeEmpty();
    }

    protected override async Task<(string ConnectionString, bool IsPooled)> ConnectAsync() => (await PgBouncerFixture.ThroughAsync(Database), true);
}

using System.Data.Common;
using Dapper;
using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Transactions;

/// <summary>The app writes its own tables with Dapper.</summary>
public sealed class DapperTests : ShopTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_Dapper_wrote_and_the_notification_stay_or_go_together(bool commits)
    {
        await using DbTransaction transaction = await Connection.BeginTransactionAsync();
        await Connection.ExecuteAsync("INSERT INTO shop_order (number) VALUES (@Number)", new { Number = 42 }, transaction);
        var result = await App.Notifier.QueueAsync(Paid(), transaction);
        await Connection.ExecuteAsync("UPDATE shop_order SET number = @Number", new { Number = 43 }, transaction);
        await (commits ? transaction.CommitAsync() : transaction.RollbackAsync());

        (await Connection.QueryAsync<int>("SELECT number FROM shop_order")).Should().Equal(commits ? [43] : []);
        (await Shop.NotifyRowsAsync(Database) > 0).Should().Be(commits);
        (await App.Worker.RunOnceAsync()).Should().Be(commits ? 1 : 0);
        if (commits)
        {
            (await App.RecordAsync(result.NotificationId)).State.Should().Be(DeliveryState.Sent);
        }
    }
}

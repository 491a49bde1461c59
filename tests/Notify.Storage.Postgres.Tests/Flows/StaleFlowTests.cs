using Microsoft.Extensions.DependencyInjection;
using Notify.Deliveries;
using Notify.Storage.Postgres.Flows;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Flows;

/// <summary>The database has gone back in time while hosts went on: it was restored, or a standby took over that lacked the last commits.</summary>
public sealed class StaleFlowTests : ShopTest
{
    private const string Lost = "DELETE FROM notify.flow";
    private const string Notifys = "application_name = 'notify'";
    private const string Anothers = "UPDATE notify.flow SET tenant = 'other', template = 'another'";

    [Theory]
    [InlineData(Lost)]
    [InlineData(Anothers)]
    public async Task QueueAsync_in_a_flow_the_database_has_lost_makes_it_anew(string change)
    {
        await GoBackAsync(change);

        var result = await App.Notifier.QueueAsync(Paid("after"));

        (await App.Worker.RunOnceAsync()).Should().Be(1);
        (await App.RecordAsync(result.NotificationId)).Should().Match<DeliveryRecord>(r => r.State == DeliveryState.Sent && r.Flow.Tenant == Notification.DefaultTenant);
        App.Sender.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task QueueAsync_in_a_transaction_makes_it_anew_and_leaves_the_transaction_usable()
    {
        await GoBackAsync(Lost);

        await using (var transaction = await Connection.BeginTransactionAsync())
        {
            await Shop.OrderAsync(transaction);
            (await App.Notifier.QueueAsync(Paid("after"), transaction)).Status.Should().Be(QueueStatus.Queued);
            await Shop.OrderAsync(transaction);
            await transaction.CommitAsync();
        }

        (await Shop.OrdersAsync(Database)).Should().Be(2);
        (await App.Worker.RunOnceAsync()).Should().Be(1);
    }

    [Fact]
    public async Task ClaimAsync_takes_a_number_for_what_the_database_says_it_is_now()
    {
        await App.Notifier.QueueAsync(Paid("before"));
        await App.Worker.RunOnceAsync();
        await Sql.RunAsync(Database, "UPDATE notify.flow SET domain = 'another'");
        await using (var other = TestHost.Create(Database))
        {
            var notification = Paid("after");
            notification.Domain = "another";
            await other.Notifier.QueueAsync(notification);
        }

        var batch = await App.Services.GetRequiredService<IDeliveryQueue>().ClaimAsync(new ClaimRequest("test", 10, TimeSpan.FromMinutes(1)), default);

        batch.Deliveries.Should().ContainSingle().Which.Flow.Domain.Should().Be("another");
    }

    [Fact]
    public async Task GetAsync_of_the_log_says_what_the_database_says_the_flow_is_now()
    {
        var id = (await App.Notifier.QueueAsync(Paid())).NotificationId;
        (await App.RecordAsync(id)).Flow.Tenant.Should().Be(Notification.DefaultTenant);
        await Sql.RunAsync(Database, Anothers);

        (await App.RecordAsync(id)).Flow.Tenant.Should().Be("other");
        (await App.Log.PageAsync(new DeliverySelection("other"), 10, null, default)).Deliveries.Should().ContainSingle().Which.Flow.Tenant.Should().Be("other");
    }

    [Fact]
    public async Task ClaimAsync_after_a_connection_broke_is_of_the_worker_who_asked()
    {
        await App.Notifier.QueueAsync(Paid());
        var queue = App.Services.GetRequiredService<IDeliveryQueue>();
        await queue.ClaimAsync(new ClaimRequest("worker-1", 0, TimeSpan.FromMinutes(1)), default);
        await Sql.RunAsync(Database, "UPDATE notify.actor SET name = 'worker-2' WHERE name = 'worker-1'");
        await Sql.BreakAsync(Database, Notifys);
        await App.Invoking(a => a.Log.GetAsync([Guid.NewGuid()], default)).Should().ThrowAsync<StorageException>();

        await queue.ClaimAsync(new ClaimRequest("worker-1", 10, TimeSpan.FromMinutes(1)), default);

        (await Sql.ScalarAsync<string>(Database, "SELECT a.name FROM notify.lease e JOIN notify.actor a ON a.actor_id = e.actor_id")).Should().Be("worker-1");
    }

    [Fact]
    public async Task FindAsync_after_a_connection_broke_asks_the_database_again()
    {
        var flows = App.Services.GetRequiredService<FlowCache>();
        var key = new FlowKey("acme", Channel.WhatsApp, "main", "orders", "order_paid", Priority.Normal);
        await flows.GetOrAddAsync([key], isPatient: false, default);
        await Sql.RunAsync(Database, Lost);
        await Sql.BreakAsync(Database, Notifys);
        await App.Invoking(a => a.Log.GetAsync([Guid.NewGuid()], default)).Should().ThrowAsync<StorageException>();

        (await flows.FindAsync(key, default)).Should().BeNull();
    }

    private async Task GoBackAsync(string change)
    {
        await App.Notifier.QueueAsync(Paid("before"));
        await App.Worker.RunOnceAsync();
        await Sql.RunAsync(Database, change);
    }
}

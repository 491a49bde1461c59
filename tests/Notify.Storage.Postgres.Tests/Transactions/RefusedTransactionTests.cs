using System.Data;
using System.Data.Common;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Transactions;

/// <summary>Transactions in which nothing can be queued.</summary>
public sealed class RefusedTransactionTests : ShopTest
{
    [Theory]
    [InlineData("committed")]
    [InlineData("rolled back")]
    [InlineData("disposed")]
    public async Task QueueAsync_in_one_that_has_ended_is_refused_and_stores_nothing(string end)
    {
        var transaction = await Connection.BeginTransactionAsync();
        await (end switch
        {
            "committed" => transaction.CommitAsync(),
            "rolled back" => transaction.RollbackAsync(),
            _ => transaction.DisposeAsync().AsTask(),
        });

        await App.Invoking(a => a.Notifier.QueueAsync(Paid(), transaction)).Should().ThrowAsync<NotSupportedException>().WithMessage("*has ended*");
        await App.Invoking(a => a.Notifier.QueueAsync([Paid()], transaction)).Should().ThrowAsync<NotSupportedException>();
        (await Shop.NotifyRowsAsync(Database)).Should().Be(0);
    }

    [Fact]
    public async Task QueueAsync_in_one_of_another_driver_is_refused_with_the_remedy()
    {
        await using var transaction = new OthersTransaction();

        await App.Invoking(a => a.Notifier.QueueAsync(Paid(), transaction)).Should().ThrowAsync<NotSupportedException>()
            .WithMessage("*NpgsqlTransaction*OthersTransaction*queue after your commit*");
        (await Shop.NotifyRowsAsync(Database)).Should().Be(0);
    }

    [Fact]
    public async Task QueueAsync_in_one_on_another_database_with_the_same_tables_is_refused_with_the_remedy()
    {
        await App.Notifier.QueueAsync(Paid());
        var other = await TestServer.CreateLiveDatabaseAsync();
        await using (var app = TestHost.Create(other))
        {
            // Its flow has the same number.
            await app.Notifier.QueueAsync(Paid());
        }

        await using (var source = Sql.Source(other))
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();

            await App.Invoking(a => a.Notifier.QueueAsync(Paid("order-2"), transaction)).Should().ThrowAsync<NotSupportedException>()
                .WithMessage("*on its own database*is another*UsePostgres names*");
        }

        await TestServer.DropAsync(other);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task QueueAsync_in_one_that_sees_no_tables_is_refused_and_leaves_it_to_be_committed(bool areKeptFromItsRole)
    {
        await App.Notifier.QueueAsync(Paid());
        var other = areKeptFromItsRole ? await TestServer.CreateLiveDatabaseAsync() : await TestServer.CreateEmptyAsync();
        await Shop.OpenAsync(other);
        await using (var source = Sql.Source(other))
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await Shop.OrderAsync(transaction);
            if (areKeptFromItsRole)
            {
                await using var command = new NpgsqlCommand("SET LOCAL ROLE pg_signal_backend", connection, transaction);
                await command.ExecuteNonQueryAsync();
            }

            await App.Invoking(a => a.Notifier.QueueAsync(Paid("order-2"), transaction)).Should().ThrowAsync<NotSupportedException>()
                .WithMessage("*is another, or keeps Notify's tables from its role*");

            await transaction.CommitAsync();
        }

        (await Shop.OrdersAsync(other)).Should().Be(1);
        await TestServer.DropAsync(other);
    }

    [Theory]
    [InlineData(IsolationLevel.RepeatableRead)]
    [InlineData(IsolationLevel.Snapshot)]
    [InlineData(IsolationLevel.Serializable)]
    public async Task QueueAsync_in_one_that_sees_no_new_commits_is_refused_with_the_remedy(IsolationLevel level)
    {
        await using var transaction = await Connection.BeginTransactionAsync(level);

        await App.Invoking(a => a.Notifier.QueueAsync(Paid(), transaction)).Should().ThrowAsync<NotSupportedException>()
            .WithMessage($"*{level}*IsolationLevel.ReadCommitted*");
        (await Shop.NotifyRowsAsync(Database)).Should().Be(0);
    }

    private sealed class OthersTransaction : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection? DbConnection => null;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }
}

using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Deliveries;

public sealed class CallerTransactionTests : LiveDatabaseTest
{
    [Fact]
    public async Task QueueAsync_that_fails_in_a_transaction_says_to_roll_it_back()
    {
        await using var app = TestHost.Create(Database);
        await app.Notifier.QueueAsync(A.Text());
        await using var source = NpgsqlDataSource.Create(Database);
        await using var connection = await source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await BreakAsync(connection, transaction);

            var thrown = (await app.Invoking(a => a.Notifier.QueueAsync(A.Text(), transaction)).Should().ThrowAsync<StorageException>()).Which;

            thrown.Failure.Should().Be(StorageFailure.NotStored);
            thrown.Message.Should().Contain("Roll that back").And.Contain("new transaction").And.NotContain("Repeat the call");
            await transaction.RollbackAsync();
        }

        await using var next = await connection.BeginTransactionAsync();
        (await app.Notifier.QueueAsync(A.Text(), next)).Status.Should().Be(QueueStatus.Queued);
        await next.CommitAsync();
    }

    // As any failed statement of the app does.
    private static async Task BreakAsync(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        await using var command = new NpgsqlCommand("SELECT 1 / 0", connection, transaction);
        await command.Invoking(c => c.ExecuteNonQueryAsync()).Should().ThrowAsync<PostgresException>();
    }
}

using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Workers;

public sealed class ConnectionTests : LiveDatabaseTest
{
    private const string Count = """
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
        """;

    [Fact]
    public async Task A_worker_host_under_load_needs_five_connections_at_most()
    {
        const int Messages = 3000;
        await using (var app = TestHost.Create(Database))
        {
            await app.Notifier.QueueAsync(A.Texts(Messages));
        }

        await using var hand = NpgsqlDataSource.Create(Database + ";Maximum Pool Size=1");
        await using var count = hand.CreateCommand(Count);
        await using var host = await TestHost.StartWorkerAsync(Database, worker => (worker.Parallelism, worker.MaintenanceInterval) = (8, TimeSpan.FromMilliseconds(100)));
        var most = 0L;
        while (host.Sender.Requests.Count < Messages)
        {
            await host.Notifier.QueueAsync(A.Text("+250788000001"));
            most = Math.Max(most, (long)(await count.ExecuteScalarAsync())!);
        }

        most.Should().BeInRange(2, 5);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Signals;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Signals;

/// <summary>A process passes over the notification it sent itself, and over no other of the same connection.</summary>
public sealed class EchoTests : LiveDatabaseTest
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private string OneConnection => $"{Database};Maximum Pool Size=1";

    [Fact]
    public async Task A_notification_sent_while_nobody_listened_hides_no_later_one()
    {
        await using var hand = await Hand.ListenAsync(Database, "notify_work");
        await using var host = PostgresFixture.Services(options => options.ConnectionString = OneConnection);
        var signal = host.GetRequiredService<IWorkSignal>();
        signal.Pulse();
        await hand.NextAsync();

        // By the pulse above, which starts the listener; then by the listener, which begins.
        await signal.WaitAsync(Never, default).WaitAsync(Patience, TimeProvider.System);
        await signal.WaitAsync(Never, default).WaitAsync(Patience, TimeProvider.System);
        await using (var connection = await host.GetRequiredService<PostgresDatabase>().Source.OpenConnectionAsync())
        {
            await using var command = new NpgsqlCommand("NOTIFY notify_work", connection);
            await command.ExecuteNonQueryAsync();
        }

        await signal.WaitAsync(Never, default).WaitAsync(Patience, TimeProvider.System);
    }

    [Fact]
    public async Task A_notification_that_could_not_be_sent_hides_no_later_one()
    {
        var clock = new ManualTimeProvider();
        await using var database = new PostgresDatabase(Options.Create(new PostgresOptions { ConnectionString = OneConnection }));
        using var sender = new WakeSender(database, clock);
        int process;
        await using (var connection = await database.Source.OpenConnectionAsync())
        {
            process = connection.ProcessID;
        }

        await Sql.BreakAsync(Database, $"pid = {process}");
        sender.Send();
        await Eventually.TrueAsync(() => clock.PendingTimers == 1, "the sender pauses");

        sender.IsEcho(process).Should().BeFalse();
    }
}

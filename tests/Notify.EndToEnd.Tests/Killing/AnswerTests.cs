using Microsoft.Extensions.DependencyInjection;
using Notify.Deliveries;
using Notify.EndToEnd.Tests.Processes;
using Notify.EndToEnd.Tests.Sessions;
using Notify.Inbox;
using Notify.PrivateServers;
using Npgsql;
using Xunit.Abstractions;

namespace Notify.EndToEnd.Tests.Killing;

/// <summary>
/// People write, each message told twice, and the worker is killed with <c>kill -9</c> when it has handled one and not marked it: the next one words its answer differently, and
/// exactly one leaves.
/// </summary>
public sealed class AnswerTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    // Longer than any lease.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Worker_killed_between_handling_and_marking_on_PostgreSQL_lets_exactly_one_reply_leave()
    {
        var databases = new PostgresDatabases(await SharedPostgres.ConnectionStringAsync);
        var database = await databases.CreateAsync();
        try
        {
            await using var source = NpgsqlDataSource.Create(database);
            await RunAsync(("postgres", database), async ahead =>
            {
                await using var command = source.CreateCommand(
                    $"CREATE OR REPLACE FUNCTION notify.clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ SELECT clock_timestamp() + interval '{ahead:c}' $$");
                await command.ExecuteNonQueryAsync();
            });
        }
        finally
        {
            await databases.DropAsync(database);
        }
    }

    [Fact]
    public async Task Worker_killed_between_handling_and_marking_on_SQLite_lets_exactly_one_reply_leave()
    {
        using var workspace = new Workspace();
        Directory.CreateDirectory(workspace.Data);

        await RunAsync(("sqlite", Path.Combine(workspace.Data, "notify.db")), _ => Task.CompletedTask);
    }

    private async Task RunAsync((string Store, string Place) place, Func<TimeSpan, Task> advance)
    {
        using var workspace = new Workspace();
        var secret = Guid.NewGuid().ToString("N");
        using var emulator = await EmulatorProcess.StartAsync(workspace.EmulatorData, secret);
        await using var services = SessionWriter.Open(place.Store, place.Place);
        var (inbound, deliveries) = (services.GetRequiredService<IInboundLog>(), services.GetRequiredService<IDeliveryLog>());
        for (var round = 0; round < KillSetting.AnswerKills; round++)
        {
            // What such a person writes is told twice.
            var (person, text) = ($"+9996000001{round:0000}", $"Message {round}");
            var mode = round % 2 == 0 ? AnsweringWorker.HaltsBeforeSending : AnsweringWorker.HaltsAfterSending;
            using (var killed = await AnsweringWorker.StartAsync(place, round * Step, emulator, secret, mode, "First"))
            {
                await emulator.WriteAsync(person, AnsweringWorker.PhoneNumberId, text);
                await killed.LineAsync(l => l == HaltingInbox.Halted).WaitAsync(Longest);
                if (mode == AnsweringWorker.HaltsAfterSending)
                {
                    await Eventually.TrueAsync(() => IsIdleAsync(deliveries), "the reply was sent");
                }

                (await RepliesAsync(emulator, person)).Should().HaveCount(mode == AnsweringWorker.HaltsAfterSending ? 1 : 0);
                killed.Kill();
            }

            await advance((round + 1) * Step);
            using (await AnsweringWorker.StartAsync(place, (round + 1) * Step, emulator, secret, AnsweringWorker.Works, "Second"))
            {
                await Eventually.TrueAsync(
                    async () => await emulator.IsHeardAsync() && await inbound.CountAsync(default) is { Webhooks: 0, Messages: 0 } && await IsIdleAsync(deliveries),
                    "nothing waits");
            }

            (await RepliesAsync(emulator, person)).Should().Equal($"First: {text}");
            output.WriteLine($"round {round}: {mode}, killed, answered once");
        }

        var messages = (await inbound.PageAsync(new InboundSelection(Notification.DefaultTenant), 1000, null, default)).Messages;
        messages.Should().HaveCount(KillSetting.AnswerKills).And.OnlyContain(m => m.State == InboxState.Done && m.Reason == null, "each was handled");
        messages.Should().OnlyContain(m => m.Attempts == 2, "each was handled again by the second worker");
    }

    private static async Task<bool> IsIdleAsync(IDeliveryLog deliveries) =>
        !(await deliveries.CountAsync(null, null, default)).Any(c => c.State is DeliveryState.Queued or DeliveryState.Claimed or DeliveryState.Sending);

    private static async Task<IEnumerable<string>> RepliesAsync(EmulatorProcess emulator, string person) =>
        (await emulator.AcceptedAsync()).Where(a => a.To == person).Select(a => a.Text);
}

using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Notify.Inbox;
using Notify.PrivateServers;
using Npgsql;

namespace Notify.EndToEnd.Tests.Receiving;

/// <summary>PostgreSQL stops under a whole app while webhooks come in, and starts again.</summary>
public sealed class StoppedStoreTests
{
    private const int Messages = 60;
    private const int BeforeStop = 20;
    private const int SideBySide = 4;

    // The most there may be: a busy machine is no store that is away. That the limit is kept to is shown on a clock that stands still, in IntakeTests.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task PostgreSQL_that_stops_is_answered_503_and_nothing_that_was_acknowledged_is_lost()
    {
        await using var server = await PrivatePostgres.CreateAsync();
        var database = await server.Databases.CreateAsync();
        await using var app = await HookApp.StartAsync(notify => notify.UsePostgres(o => (o.ConnectionString, o.MigrateOnStart) = (database, true))
            .Services.Configure<InboxOptions>(o => o.StoreTimeout = Limit));
        var acknowledged = new ConcurrentBag<int>();
        await PostAsync(app, Enumerable.Range(0, BeforeStop), acknowledged);
        acknowledged.Should().HaveCount(BeforeStop);

        // While it stops, some are stored and some are not.
        await Task.WhenAll(server.StopAsync(StopMode.Immediate), PostAsync(app, Enumerable.Range(BeforeStop, BeforeStop), acknowledged));
        await PostAsync(app, Enumerable.Range(2 * BeforeStop, BeforeStop), acknowledged);
        acknowledged.Should().OnlyContain(message => message < 2 * BeforeStop, "there is no store");

        await server.StartAsync();
        var refused = Enumerable.Range(0, Messages).Except(acknowledged).ToList();
        await Eventually.TrueAsync(
            async () =>
            {
                await PostAsync(app, refused.Except(acknowledged), acknowledged);
                return refused.All(acknowledged.Contains);
            },
            "what the provider repeats is taken");
        await LapseAsync(database);

        await Eventually.TrueAsync(async () => (await app.MessagesAsync()).Count(m => m.State == InboxState.Done) >= Messages, "every message is handled");
        (await app.MessagesAsync()).Select(m => m.ProviderMessageId).Should().BeEquivalentTo(Enumerable.Range(0, Messages).Select(Id), "each is there, and once");
        app.Handler.Runs.Distinct().Should().HaveCount(Messages);
    }

    // What was claimed when the server died comes back when its lease is over: minutes later, here at once.
    private static async Task LapseAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            "UPDATE notify.webhook SET due_at = notify.clock() WHERE lease <> 0; UPDATE notify.inbound SET due_at = notify.clock() WHERE lease <> 0");
        await command.ExecuteNonQueryAsync();
    }

    private static string Id(int message) => $"wamid.{message}";

    private static Task PostAsync(HookApp app, IEnumerable<int> messages, ConcurrentBag<int> acknowledged) => Parallel.ForEachAsync(
        messages.ToList(), new ParallelOptions { MaxDegreeOfParallelism = SideBySide }, async (message, _) =>
        {
            var status = await app.PostAsync(MetaBody.Of([MetaBody.Message(Id(message), $"Message {message}")], []));
            status.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
            if (status == HttpStatusCode.OK)
            {
                acknowledged.Add(message);
            }
        });
}

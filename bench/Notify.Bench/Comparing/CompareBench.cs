using Notify.Bench.Storage;
using Notify.PrivateServers;

namespace Notify.Bench.Comparing;

/// <summary>Runs all contenders on one server, in turn, round after round.</summary>
internal static class CompareBench
{
    public static async Task<Comparison> RunAsync(CompareOptions options)
    {
        await Peers.InstallAsync();
        await using var server = await BenchServer.StartAsync();
        var machine = await Machine.ReadAsync(server);
        var contenders = Contenders.Of(options);
        var rates = contenders.ToDictionary(c => c, _ => new List<Rates>());
        for (var round = 0; round < options.Rounds; round++)
        {
            for (var turn = 0; turn < contenders.Count; turn++)
            {
                // Another one begins each time: nobody always runs after the same one.
                var contender = contenders[(round + turn) % contenders.Count];
                var result = await RunAsync(contender, server);
                rates[contender].Add(result);
                Console.Error.WriteLine($"round {round + 1}: {contender.Name} enqueue {result.EnqueuePerSecond:F0}/s, drain {result.DrainPerSecond:F0}/s");
            }
        }

        return new Comparison(options, machine, [.. rates.Select(r => Standing.Of(r.Key, r.Value))]);
    }

    private static async Task<Rates> RunAsync(Contender contender, PrivatePostgres server)
    {
        var database = await server.Databases.CreateAsync();
        await Sql.RunAsync(server.ConnectionString, "CHECKPOINT");
        var rates = await contender.RunAsync(database);
        await server.Databases.DropAsync(database);
        return rates;
    }
}

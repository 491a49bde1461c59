using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Notify.Bench;

/// <summary><c>stream</c>: queues a stream and watches memory.</summary>
internal static class StreamCommand
{
    public static Command Create()
    {
        var storage = new Option<string>("--storage") { Description = "sqlite", DefaultValueFactory = _ => "sqlite" };
        var count = new Option<int>("--notifications") { Description = "How many", DefaultValueFactory = _ => 1_000_000 };
        storage.AcceptOnlyFromAmong("sqlite");
        Numbers.AtLeast(1, count);
        var command = new Command("stream", "Queues a stream of notifications and prints memory at every tenth of it.") { storage, count };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(storage)!, parsed.GetValue(count)));
        return command;
    }

    private static async Task RunAsync(string storage, int count)
    {
        await using var host = await BenchHost.StartAsync(new BenchSettings(storage, "instant", count, 1000, 1000, 1, 0, 0), withWorker: false);
        var clock = Stopwatch.StartNew();
        var managed = new List<long>();
        var working = new List<long>();
        var read = 0;
        await foreach (var _ in host.Get<INotifier>().QueueAsync(Workload.StreamAsync(count)))
        {
            if (++read % Math.Max(1, count / 10) == 0)
            {
                managed.Add(GC.GetTotalMemory(forceFullCollection: true) / 1048576);
                using var process = Process.GetCurrentProcess();
                working.Add(process.WorkingSet64 / 1048576);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""
            {"bench":"stream","storage":"{{storage}}","notifications":{{count}},"enqueuePerSecond":{{count / clock.Elapsed.TotalSeconds:F0}},"managedMiB":[{{string.Join(',', managed)}}],"workingSetMiB":[{{string.Join(',', working)}}]}
            """));
    }
}

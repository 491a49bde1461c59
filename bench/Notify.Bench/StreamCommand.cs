using System.CommandLine;
using System.Diagnostics;
using Notify.Bench.Running;
using Notify.Bench.Storage;

namespace Notify.Bench;

/// <summary><c>stream</c>: queues a stream and watches memory.</summary>
internal static class StreamCommand
{
    public static Command Create()
    {
        var storage = StorageOptions.Storage();
        var connection = StorageOptions.Connection();
        var count = new Option<int>("--notifications") { Description = "How many", DefaultValueFactory = _ => 1_000_000 };
        var batch = new Option<int>("--stream-batch") { Description = "Notifications stored in one transaction, up to 5,000", DefaultValueFactory = _ => 1000 };
        var parallelism = new Option<int>("--stream-parallelism") { Description = "Batches stored side by side", DefaultValueFactory = _ => 1 };
        Numbers.AtLeast(1, count, batch, parallelism);
        var command = new Command("stream", "Queues a stream of notifications and prints memory at every tenth of it.") { storage, connection, count, batch, parallelism };
        StorageOptions.NeedPostgres(command, storage, connection);
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(storage)!, parsed.GetValue(connection), parsed.GetValue(count), parsed.GetValue(batch), parsed.GetValue(parallelism)));
        return command;
    }

    private static async Task RunAsync(string storage, string? connection, int count, int batch, int parallelism)
    {
        await using var store = await BenchStores.OpenAsync(storage, connection);
        await using var host = await BenchHost.StartAsync(new BenchSettings(1000, 1000, 1, batch, parallelism), store.NewPlace());
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

        Report.Print(new
        {
            Bench = "stream",
            Storage = storage,
            Notifications = count,
            EnqueuePerSecond = Math.Round(count / clock.Elapsed.TotalSeconds),
            ManagedMiB = managed,
            WorkingSetMiB = working,
        });
    }
}

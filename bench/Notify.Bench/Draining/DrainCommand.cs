using System.CommandLine;
using Notify.Bench.Running;

namespace Notify.Bench.Draining;

/// <summary><c>drain</c>: queue so many, then work them off.</summary>
internal static class DrainCommand
{
    public static Command Create()
    {
        var storage = StorageOptions.Storage();
        var connection = StorageOptions.Connection();
        var sender = new Option<string>("--sender") { Description = "instant (answers at once) or http (the emulator, in a process of its own)", DefaultValueFactory = _ => "instant" };
        var deliveries = Number("--deliveries", "How many", 100_000);
        var history = Number("--history", "PostgreSQL: finished deliveries of past weeks that are there before", 0);
        var workers = Number("--workers", "PostgreSQL: processes that drain together; 1 drains in this one", 1);
        var producers = Number("--producers", "Streams queued side by side", 0, "default 1 for sqlite, 2 for postgres");
        var streamBatch = Number("--stream-batch", "Notifications stored in one transaction, up to 5,000", 1000);
        var streamParallelism = Number("--stream-parallelism", "Batches of a stream stored side by side", 1);
        var batch = Number("--batch", "Deliveries claimed at once", 1000);
        var concurrency = Number("--concurrency", "Sends at once per batch", 0, "default 1,000 for instant, 64 for http");
        var parallelism = Number("--parallelism", "Batches side by side in a process", 2);
        var rate = Number("--rate", "Notifications a second while latency is measured", 500);
        var seconds = Number("--seconds", "For how long; 0 leaves latency and single calls out", 5);
        var vacuum = Number("--vacuum", "PostgreSQL: seconds to wait for autovacuum after the drain; 0 does not", 180);
        sender.AcceptOnlyFromAmong("instant", "http");
        Numbers.AtLeast(1, deliveries, workers, streamBatch, streamParallelism, batch, parallelism, rate);
        Numbers.AtLeast(0, history, producers, concurrency, seconds, vacuum);
        var command = new Command("drain", "Queues so many notifications in bulk, then works them off; measures both, single calls, and queue-to-send latency at a steady rate.")
        {
            storage, connection, sender, deliveries, history, workers, producers, streamBatch, streamParallelism, batch, concurrency, parallelism, rate, seconds, vacuum,
        };
        StorageOptions.NeedPostgres(command, storage, connection, history, workers, vacuum);
        command.SetAction(async (parsed, _) =>
        {
            var kind = parsed.GetValue(sender)!;
            var place = parsed.GetValue(storage)!;
            Report.Print(await DrainBench.RunAsync(new DrainOptions
            {
                Storage = place,
                Connection = parsed.GetValue(connection),
                Sender = kind,
                Deliveries = parsed.GetValue(deliveries),
                Settings = new BenchSettings(
                    parsed.GetValue(batch), Given(parsed.GetValue(concurrency), kind == "http" ? 64 : 1000), parsed.GetValue(parallelism),
                    parsed.GetValue(streamBatch), parsed.GetValue(streamParallelism)),
                Producers = Given(parsed.GetValue(producers), place == "postgres" ? 2 : 1),
                Workers = parsed.GetValue(workers),
                History = parsed.GetValue(history),
                Rate = parsed.GetValue(rate),
                Seconds = parsed.GetValue(seconds),
                Vacuum = parsed.GetValue(vacuum),
            }));
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int value, string? otherwise = null) =>
        new(name) { Description = otherwise is null ? description : $"{description}; {otherwise}", DefaultValueFactory = _ => value };

    private static int Given(int value, int otherwise) => value > 0 ? value : otherwise;
}

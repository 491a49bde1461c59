using System.CommandLine;

namespace Notify.Bench;

/// <summary><c>drain</c>: queue so many, then work them off.</summary>
internal static class DrainCommand
{
    public static Command Create()
    {
        var storage = new Option<string>("--storage") { Description = "sqlite", DefaultValueFactory = _ => "sqlite" };
        var sender = new Option<string>("--sender") { Description = "instant (answers at once) or http (the emulator, in a process of its own)", DefaultValueFactory = _ => "instant" };
        var deliveries = new Option<int>("--deliveries") { Description = "How many", DefaultValueFactory = _ => 100_000 };
        var batch = new Option<int>("--batch") { Description = "Deliveries claimed at once", DefaultValueFactory = _ => 1000 };
        var concurrency = new Option<int>("--concurrency") { Description = "Sends at once per batch; default 1,000 for instant, 64 for http", DefaultValueFactory = _ => 0 };
        var parallelism = new Option<int>("--parallelism") { Description = "Batches side by side", DefaultValueFactory = _ => 2 };
        var rate = new Option<int>("--rate") { Description = "Notifications a second while latency is measured", DefaultValueFactory = _ => 500 };
        var seconds = new Option<int>("--seconds") { Description = "For how long; 0 leaves latency out", DefaultValueFactory = _ => 5 };
        storage.AcceptOnlyFromAmong("sqlite");
        sender.AcceptOnlyFromAmong("instant", "http");
        Numbers.AtLeast(1, deliveries, batch, parallelism, rate);
        Numbers.AtLeast(0, concurrency, seconds);
        var command = new Command("drain", "Queues so many notifications in bulk, then works them off; measures both, and queue-to-send latency at a steady rate.")
        {
            storage, sender, deliveries, batch, concurrency, parallelism, rate, seconds,
        };
        command.SetAction(async (parsed, _) =>
        {
            var kind = parsed.GetValue(sender)!;
            var atOnce = parsed.GetValue(concurrency) is > 0 and var given ? given : kind == "http" ? 64 : 1000;
            await DrainBench.RunAsync(new BenchSettings(
                parsed.GetValue(storage)!, kind, parsed.GetValue(deliveries), parsed.GetValue(batch), atOnce,
                parsed.GetValue(parallelism), parsed.GetValue(rate), parsed.GetValue(seconds)));
        });
        return command;
    }
}

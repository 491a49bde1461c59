using System.CommandLine;

namespace Notify.Bench.Receiving;

/// <summary><c>webhook</c>: posts statuses to an app at a steady rate, as Meta does.</summary>
internal static class WebhookCommand
{
    public static Command Create()
    {
        var storage = StorageOptions.Storage();
        var connection = StorageOptions.Connection();
        var rate = new Option<int>("--rate") { Description = "Statuses posted a second", DefaultValueFactory = _ => 3000 };
        var seconds = new Option<int>("--seconds") { Description = "For how long, after five seconds that are not timed", DefaultValueFactory = _ => 60 };
        var seed = new Option<int>("--seed") { Description = "Of the bodies' sizes, 1 to 50 statuses", DefaultValueFactory = _ => 1 };
        Numbers.AtLeast(1, rate, seconds);
        var command = new Command(
            "webhook",
            "Posts signed statuses from a second process to an app that takes them in and works on them; times the acknowledgements, and counts what was lost. Exit code 1 unless nothing was.")
        {
            storage, connection, rate, seconds, seed,
        };
        StorageOptions.NeedPostgres(command, storage, connection);
        command.SetAction(async (parsed, _) =>
        {
            var report = await WebhookBench.RunAsync(new WebhookOptions(
                parsed.GetValue(storage)!, parsed.GetValue(connection), parsed.GetValue(rate), parsed.GetValue(seconds), parsed.GetValue(seed)));
            Report.Print(report);
            return report.Lost == 0 ? 0 : 1;
        });
        return command;
    }
}

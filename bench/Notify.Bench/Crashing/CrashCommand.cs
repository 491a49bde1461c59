using System.CommandLine;

namespace Notify.Bench.Crashing;

/// <summary><c>crash</c>: kills whatever can be killed and counts what was lost and doubled.</summary>
internal static class CrashCommand
{
    public static Command Create()
    {
        var storage = new Option<string>("--storage") { Description = "postgres, on a private server", DefaultValueFactory = _ => "postgres" };
        var kills = new Option<int>("--kills") { Description = "How often a worker is killed", DefaultValueFactory = _ => 30 };
        var workers = new Option<int>("--workers") { Description = "Worker processes side by side; every clock but the first's is an hour off", DefaultValueFactory = _ => 3 };
        var rate = new Option<int>("--rate") { Description = "Notifications queued a second", DefaultValueFactory = _ => 50 };
        var seed = new Option<int>("--seed") { Description = "Repeats a run as far as the machine allows", DefaultValueFactory = _ => Random.Shared.Next() };
        var resend = new Option<bool>("--resend-at-once") { Description = "Sends what is in doubt again at once: it must double, or the count proves nothing" };
        storage.AcceptOnlyFromAmong("postgres");
        Numbers.AtLeast(1, kills, workers, rate);
        var command = new Command("crash", "Kills workers mid-send, breaks connections and restarts the database; counts what was lost and doubled. Exit code 1 unless both are 0.")
        {
            storage, kills, workers, rate, seed, resend,
        };
        command.SetAction(async (parsed, _) =>
        {
            var report = await new CrashBench(new CrashOptions(
                parsed.GetValue(kills), parsed.GetValue(workers), parsed.GetValue(rate), parsed.GetValue(seed), parsed.GetValue(resend))).RunAsync();
            Console.WriteLine($"lost: {report.Lost}, duplicates: {report.Duplicates}");
            Report.Print(report);
            return report is { Lost: 0, Duplicates: 0 } ? 0 : 1;
        });
        return command;
    }
}

using System.CommandLine;

namespace Notify.Bench.Comparing;

/// <summary><c>compare</c>: Notify beside the queues people use today.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var deliveries = new Option<int>("--deliveries") { Description = "Of Notify, the ceiling and jobs that do nothing", DefaultValueFactory = _ => 200_000 };
        var work = new Option<int>("--work-deliveries") { Description = "Of jobs that do the same work in a handler", DefaultValueFactory = _ => 50_000 };
        var rounds = new Option<int>("--rounds") { Description = "How often each runs; medians are shown", DefaultValueFactory = _ => 5 };
        var producers = new Option<int>("--producers") { Description = "Who queue the second half side by side, for everybody; at least 2", DefaultValueFactory = _ => 2 };
        var batch = new Option<int>("--batch") { Description = "How many each of them stores at once, up to 5,000", DefaultValueFactory = _ => 5000 };
        Numbers.AtLeast(1, deliveries, work, rounds, batch);
        Numbers.AtLeast(2, producers);
        var command = new Command("compare", "Runs Notify, graphile-worker and pg-boss on one private PostgreSQL, in turn; writes the table into docs/performance.md. Needs npm.")
        {
            deliveries, work, rounds, producers, batch,
        };
        command.SetAction(async (parsed, _) =>
        {
            var comparison = await CompareBench.RunAsync(new CompareOptions(
                parsed.GetValue(deliveries), parsed.GetValue(work), parsed.GetValue(rounds), parsed.GetValue(producers), parsed.GetValue(batch)));
            Console.WriteLine(comparison.ToMarkdown());
            if (DocSection.Find() is { } page)
            {
                await DocSection.WriteAsync(page, comparison.ToMarkdown());
            }

            Report.Print(comparison);
        });
        return command;
    }
}

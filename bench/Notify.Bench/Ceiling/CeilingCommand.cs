using System.CommandLine;

namespace Notify.Bench.Ceiling;

/// <summary><c>ceiling</c>: what PostgreSQL alone allows.</summary>
internal static class CeilingCommand
{
    public static Command Create()
    {
        var connection = StorageOptions.Connection();
        var deliveries = new Option<int>("--deliveries") { Description = "How many", DefaultValueFactory = _ => 200_000 };
        var batch = new Option<int>("--batch") { Description = "Deliveries claimed at once", DefaultValueFactory = _ => 1000 };
        var loops = new Option<int>("--loops") { Description = "Batches side by side", DefaultValueFactory = _ => 2 };
        Numbers.AtLeast(1, deliveries, batch, loops);
        var command = new Command("ceiling", "Works off PostgreSQL's queue with the store's own statements and no pipeline around: the most Notify could reach.")
        {
            connection, deliveries, batch, loops,
        };
        command.SetAction(async (parsed, _) => Report.Print(await CeilingBench.RunAsync(new CeilingOptions(
            parsed.GetValue(connection), parsed.GetValue(deliveries), parsed.GetValue(batch), parsed.GetValue(loops)))));
        return command;
    }
}

using System.CommandLine;
using Notify.Bench.Running;

namespace Notify.Bench.Draining;

/// <summary><c>work</c>: a worker process of a run. It is talked to by lines, and ends with its input.</summary>
internal static class WorkCommand
{
    public const string Name = "work";
    public const string Ready = "ready";
    public const string End = "end";

    public static Command Create()
    {
        var command = new Command(Name, "A worker process that another command starts.") { Hidden = true };
        command.SetAction((_, _) => RunAsync());
        return command;
    }

    private static async Task RunAsync()
    {
        var order = Report.Read<WorkOrder>((await Console.In.ReadLineAsync())!);
        await using (var warmUp = await BenchHost.StartAsync(order.Settings.ForWarmUp(), order.WarmUp))
        {
            await warmUp.DrainAsync(order.Settings.Parallelism);
        }

        await using var host = await BenchHost.StartAsync(order.Settings, order.Place, withWorker: order.Serves);
        Console.WriteLine(Ready);
        while (await Console.In.ReadLineAsync() is { } line && (order.Serves && line != End))
        {
            Console.WriteLine(host.SentAt.Count);
        }

        Report.Print(order.Serves ? (object)host.SentAt : await host.DrainAsync(order.Settings.Parallelism));
    }
}

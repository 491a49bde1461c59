using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notify.Bench.Draining;

namespace Notify.Bench.Crashing;

/// <summary><c>crash-work</c>: a worker process of a crash run. Ends with its input, if it is not killed.</summary>
internal static class CrashWorkCommand
{
    public const string Name = "crash-work";

    public static Command Create()
    {
        var command = new Command(Name, "A worker process that another command starts.") { Hidden = true };
        command.SetAction((_, _) => RunAsync());
        return command;
    }

    private static async Task RunAsync()
    {
        var settings = Report.Read<CrashSettings>((await Console.In.ReadLineAsync())!);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddNotify(notify =>
        {
            settings.Use(notify);
            notify.AddWorker();
        });
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(WorkCommand.Ready);
        await Console.In.ReadToEndAsync();
        await host.StopAsync();
    }
}

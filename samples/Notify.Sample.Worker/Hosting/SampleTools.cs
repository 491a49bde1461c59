using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Notify.Sample.Worker.Hosting;

/// <summary>The tools of an agent over MCP, on a run's store. It has no worker: what an agent queues, the run sends.</summary>
internal static class SampleTools
{
    /// <summary>Serves stdin and stdout until the client goes.</summary>
    /// <returns>The exit code: 0, or 2 where it could not start.</returns>
    public static async Task<int> ServeAsync(RunOptions options, string tenant, CancellationToken cancellationToken)
    {
        // A run may be under way in the folder.
        options = options with { Resume = true };
        if ((StartProblems.WithoutRun(options) ?? StartProblems.Of(options)) is { } problem)
        {
            return StartProblems.Tell(problem);
        }

        var isStarting = true;
        try
        {
            var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
            SampleHost.AddSettings(builder.Configuration, options);
            SampleHost.KeepFromProviders(builder.Configuration);
            var schema = options.UsesPostgres ? await RunSchema.OpenAsync(options, cancellationToken) : "";
            var section = builder.Configuration.GetSection(SampleHost.Section);
            builder.Logging.ClearProviders();
            builder.Services.AddNotify(section, notify => notify
                .UseParts(section, options, schema)
                .AddAgentTools(section.GetSection("AgentTools"))
                .AddMcpServer(tenant));
            using var host = builder.Build();
            await host.StartAsync(cancellationToken);
            isStarting = false;
            await host.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception e) when (StartProblems.Explain(e, isStarting) is { } explanation)
        {
            return StartProblems.Tell(explanation);
        }
    }
}

using System.Diagnostics;
using Notify.Bench.Running;

namespace Notify.Bench.Receiving;

/// <summary>The app in a process of its own, whose memory is nobody else's.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private WebhookHost(ChildProcess process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where Meta's webhooks go.</summary>
    public Uri Address { get; }

    public static async Task<WebhookHost> StartAsync(WebhookHostSettings settings)
    {
        var process = ChildProcess.StartSelf(WebhookHostCommand.Name);
        await process.WriteLineAsync(Report.Write(settings));
        return await process.ReadLineAsync() is { } address
            ? new WebhookHost(process, new Uri(address))
            : throw new InvalidOperationException("The app ended before it listened.");
    }

    public double WorkingSetMiB()
    {
        using var process = Process.GetProcessById(_process.Id);
        return Math.Round(process.WorkingSet64 / 1048576.0, 1);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

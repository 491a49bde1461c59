namespace Notify.Hosting;

/// <summary>How the worker works. Section <c>Worker</c>.</summary>
public sealed class WorkerOptions
{
    /// <summary>The worker's name in leases and audit. Default: machine name and process id.</summary>
    public string? Name { get; set; }

    /// <summary>The most deliveries claimed at once. Default 20; 1 to 1,000.</summary>
    public int BatchSize { get; set; } = 20;

    /// <summary>Batches worked on side by side in this process. Default 2; 1 to 16.</summary>
    public int Parallelism { get; set; } = 2;

    /// <summary>The most sends under way at once per batch; also the slice that is marked together. Default 20; 1 to 1,000.</summary>
    public int SendConcurrency { get; set; } = 20;

    /// <summary>How long a worker holds what it claimed. Must be longer than the longest send of every account. Default 15 min; 1 s to 24 h.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The longest wait between looks into the store when nothing woke the worker. Default 1 s; 10 ms to 5 min.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often leases, doubt and expiry are looked after. Default 5 s; 100 ms to 1 h.</summary>
    public TimeSpan MaintenanceInterval { get; set; } = TimeSpan.FromSeconds(5);
}

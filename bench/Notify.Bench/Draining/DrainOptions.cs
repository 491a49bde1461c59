using Notify.Bench.Running;

namespace Notify.Bench.Draining;

/// <summary>What a run of <c>drain</c> is made of.</summary>
internal sealed record DrainOptions
{
    public required string Storage { get; init; }

    public string? Connection { get; init; }

    public required string Sender { get; init; }

    public required int Deliveries { get; init; }

    public required BenchSettings Settings { get; init; }

    /// <summary>Streams queued side by side.</summary>
    public required int Producers { get; init; }

    /// <summary>Processes that drain together.</summary>
    public required int Workers { get; init; }

    /// <summary>Finished deliveries that are there before.</summary>
    public required int History { get; init; }

    /// <summary>Notifications a second while latency is measured.</summary>
    public required int Rate { get; init; }

    /// <summary>For how long; 0 leaves latency out.</summary>
    public required int Seconds { get; init; }

    /// <summary>How long to wait for autovacuum, in seconds; 0 does not.</summary>
    public required int Vacuum { get; init; }
}

namespace Notify.Bench.Draining;

/// <summary>What <c>drain</c> prints. What was not measured is null.</summary>
internal sealed record DrainReport
{
    public string Bench { get; } = "drain";

    public required string Storage { get; init; }

    public required string Sender { get; init; }

    public required int Deliveries { get; init; }

    /// <summary>What the store says was sent of them.</summary>
    public required long Sent { get; init; }

    public required int History { get; init; }

    public required int Workers { get; init; }

    public required int Producers { get; init; }

    public required int StreamBatch { get; init; }

    public required int Batch { get; init; }

    public required int Concurrency { get; init; }

    public required int Parallelism { get; init; }

    /// <summary>By all producers together.</summary>
    public required double EnqueuePerSecond { get; init; }

    /// <summary>By one of several, who does half of it alone; null where there is but one.</summary>
    public double? EnqueueByOnePerSecond { get; init; }

    public required double DrainPerSecond { get; init; }

    public double? QueueToSendP50Ms { get; init; }

    public double? QueueToSendP99Ms { get; init; }

    /// <summary>Of the calls made at <see cref="LatencyRatePerSecond"/> while a worker ran.</summary>
    public double? QueueCallP99Ms { get; init; }

    public int LatencyRatePerSecond { get; init; }

    /// <summary>Of calls made one after another with nothing else going on.</summary>
    public double? SingleQueueP50Ms { get; init; }

    public double? SingleQueueP99Ms { get; init; }

    /// <summary>Table and indexes of live deliveries when the last one was settled.</summary>
    public double? LiveMiBAfterDrain { get; init; }

    /// <summary>The same once autovacuum has been there.</summary>
    public double? LiveMiBAfterVacuum { get; init; }

    /// <summary>The most connections that were open at once.</summary>
    public int? Connections { get; init; }

    public double? EnqueueBytesPerDelivery { get; init; }

    public double? DrainBytesPerDelivery { get; init; }

    /// <summary>Processor time of this process for each delivery.</summary>
    public double? EnqueueCpuMicros { get; init; }

    public double? DrainCpuMicros { get; init; }

    public required double PeakMemoryMiB { get; init; }
}

namespace Notify.Bench.Crashing;

/// <summary>What <c>crash</c> prints.</summary>
internal sealed record CrashReport
{
    public string Bench { get; } = "crash";

    public required int Seed { get; init; }

    public required int Kills { get; init; }

    public required int Workers { get; init; }

    public required int Queued { get; init; }

    public required int Lost { get; init; }

    public required int Duplicates { get; init; }

    /// <summary>Ambiguous and without receipts: nobody can know, and it was not sent again.</summary>
    public required int Unconfirmed { get; init; }

    /// <summary>Deliveries that were in doubt at some time.</summary>
    public required long WereInDoubt { get; init; }

    /// <summary>Connections to the database that were broken beside those of kills and restarts.</summary>
    public required long DroppedConnections { get; init; }

    /// <summary>Connections of workers to the emulator that were broken.</summary>
    public required int BrokenLinks { get; init; }

    public required int DatabaseRestarts { get; init; }

    /// <summary>Queue calls that failed and were repeated with the same key.</summary>
    public required int RepeatedCalls { get; init; }

    public required double Seconds { get; init; }
}

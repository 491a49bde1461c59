namespace Notify.Bench.Receiving;

/// <summary>What <c>webhook</c> prints.</summary>
internal sealed record WebhookReport
{
    public string Bench { get; } = "webhook";

    public required string Storage { get; init; }

    public required int Rate { get; init; }

    public required int Seconds { get; init; }

    public required int Seed { get; init; }

    /// <summary>Bodies whose acknowledgement was timed; those of the warm-up are not.</summary>
    public required int Bodies { get; init; }

    /// <summary>From the moment a body was planned for until it was answered 200.</summary>
    public required double AckP50Ms { get; init; }

    public required double AckP99Ms { get; init; }

    public required double AckMaxMs { get; init; }

    /// <summary>Statuses posted, those of the warm-up included.</summary>
    public required int Statuses { get; init; }

    /// <summary>Those in bodies that were answered 200.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>Acknowledged ones whose delivery is where they say, or further.</summary>
    public required int Applied { get; init; }

    /// <summary>Acknowledged and not applied.</summary>
    public int Lost => Acknowledged - Applied;

    /// <summary>Webhooks stored and not read when the last one was answered.</summary>
    public required long WaitingAtEnd { get; init; }

    /// <summary>From then until none waited.</summary>
    public required double ReadUpSeconds { get; init; }

    /// <summary>Webhooks nobody could work on.</summary>
    public required long Dead { get; init; }

    /// <summary>Working set of the app after the warm-up, half way, and once everything is read.</summary>
    public required double MiBAtStart { get; init; }

    public required double MiBAtMiddle { get; init; }

    public required double MiBAtEnd { get; init; }

    /// <summary>The whole run, with what it prepared.</summary>
    public required double TotalSeconds { get; init; }
}

namespace Notify.Webhooks;

/// <summary>A webhook that passed its reader's check, as it is stored. Personal data.</summary>
/// <param name="Reader">The reader's name.</param>
/// <param name="Route">What the reader's check said.</param>
/// <param name="Body">The raw bytes.</param>
public sealed record ReceivedWebhook(string Reader, string Route, ReadOnlyMemory<byte> Body)
{
    /// <summary>When it was stored, the same each time it is read.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The reader only: a body is never printed by accident.</summary>
    public override string ToString() => Reader;
}

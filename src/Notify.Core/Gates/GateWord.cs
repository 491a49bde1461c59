namespace Notify.Gates;

/// <summary>What a provider says of a scope by itself, such as by a webhook on an account: it is closed, or open. Only the newest word counts, in whatever order they come.</summary>
/// <param name="Scope">What it speaks of.</param>
/// <param name="Source">Who says so; the source of the gate.</param>
/// <param name="IsClosed">Whether the scope is closed from now on.</param>
/// <param name="Reason">Why, and what mends it, for the audit trail.</param>
/// <param name="For">For how long from when it was said; null until it is opened. Only where it is closed.</param>
/// <param name="SaidAt">When it was said, by the provider's clock. One in the future is read as now.</param>
public sealed record GateWord(GateScope Scope, string Source, bool IsClosed, string Reason, TimeSpan? For, DateTimeOffset SaidAt)
{
    /// <summary>The closing it asks for at a time by the store's clock; null where its own time is over by then.</summary>
    public CloseGate? ToClose(DateTimeOffset now)
    {
        var left = For - (SaidAt < now ? now - SaidAt : TimeSpan.Zero);
        return left <= TimeSpan.Zero ? null : new CloseGate(Scope, Source, Reason, left);
    }
}

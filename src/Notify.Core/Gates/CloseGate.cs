namespace Notify.Gates;

/// <summary>Closes a scope.</summary>
/// <param name="Scope">What to close.</param>
/// <param name="Source">Who closes it: <c>operator</c> or <c>provider</c>.</param>
/// <param name="Reason">Why, and what mends it, for the audit trail.</param>
/// <param name="For">For how long by the store's clock; null until it is opened.</param>
public sealed record CloseGate(GateScope Scope, string Source, string Reason, TimeSpan? For)
{
    /// <summary>
    /// What mends it: when the time is over the gate stays shut, but for one delivery at a time that tries; what the provider says of that one opens it or closes
    /// it again. Null: it opens when the time is over.
    /// </summary>
    public Mending? Mends { get; init; }

    /// <summary>Each time a delivery tried in vain, the wait doubles up to this. Null: it stays the same.</summary>
    public TimeSpan? Longest { get; init; }
}

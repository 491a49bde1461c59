namespace Notify.Gates;

/// <summary>Closes a scope.</summary>
/// <param name="Scope">What to close.</param>
/// <param name="Source">Who closes it: <c>operator</c> or <c>provider</c>.</param>
/// <param name="Reason">Why, for the audit trail.</param>
/// <param name="For">For how long by the store's clock; null until it is opened.</param>
public sealed record CloseGate(GateScope Scope, string Source, string Reason, TimeSpan? For);

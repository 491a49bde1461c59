namespace Notify.Gates;

/// <summary>Gates in storage: obeyed by every worker at its next claim and its next mark. Thread-safe. Changes write audit.</summary>
/// <remarks>
/// For implementers: <see cref="GateRules"/> says what closing comes to. A gate that is being tried (<see cref="Gate.IsProbing"/>) stops the claim and the mark as
/// a closed one does, but for one delivery over all workers: the claim takes the most urgent one that waits behind it, and behind no other gate but such that may
/// be tried too; it records the delivery as the <see cref="Gate.Probe"/> of all of these gates, in the same transaction, and marks it
/// <see cref="Deliveries.ClaimedDelivery.IsProbe"/>. The next may try as soon as that delivery is no longer under that lease, or the lease is over. Gates of a
/// country stop neither: workers ask for them.
/// </remarks>
public interface IGates
{
    /// <summary>The gates that are closed now, or being tried.</summary>
    Task<IReadOnlyList<Gate>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Closes scopes. Closing again replaces reason and end, but never shortens one closed by the same source. Audited where it is news.</summary>
    /// <returns>Of each, in order, whether it was news: open or being tried before, or closed for another reason.</returns>
    Task<IReadOnlyList<bool>> CloseAsync(IReadOnlyList<CloseGate> gates, CancellationToken cancellationToken);

    /// <summary>Opens what a source closed. Counts as the newest word on it: what was said before but comes later does not close it again.</summary>
    /// <returns>Whether it was closed or being tried.</returns>
    Task<bool> OpenAsync(GateScope scope, string source, string by, CancellationToken cancellationToken);

    /// <summary>
    /// Does what a provider says of a scope by itself, unless a newer word on the same scope from the same source is known; keeps when it was said. Closes and
    /// opens as the calls above do.
    /// </summary>
    Task<GateEffect> HearAsync(GateWord word, CancellationToken cancellationToken);

    /// <summary>Opens the gates that these deliveries were let through to try, because the provider took them.</summary>
    /// <returns>What was opened.</returns>
    Task<IReadOnlyList<Gate>> MendAsync(IReadOnlyList<Guid> deliveryIds, string by, CancellationToken cancellationToken);
}

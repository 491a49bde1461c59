namespace Notify.Gates;

/// <summary>Gates in storage: obeyed by every worker at its next claim and its next mark. Thread-safe. Changes write audit.</summary>
public interface IGates
{
    /// <summary>The gates that are closed now.</summary>
    Task<IReadOnlyList<Gate>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Closes scopes. Closing again replaces reason and end, but never shortens one closed by the same source.</summary>
    Task CloseAsync(IReadOnlyList<CloseGate> gates, CancellationToken cancellationToken);

    /// <summary>Opens what a source closed.</summary>
    /// <returns>Whether it was closed.</returns>
    Task<bool> OpenAsync(GateScope scope, string source, string by, CancellationToken cancellationToken);
}

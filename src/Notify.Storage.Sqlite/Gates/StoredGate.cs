using Notify.Gates;

namespace Notify.Storage.Sqlite.Gates;

/// <summary>A gate with its row.</summary>
internal sealed record StoredGate(long Row, Gate Gate)
{
    public bool Is(GateScope scope, string source) => Gate.Scope == scope && string.Equals(Gate.Source, source, StringComparison.Ordinal);

    /// <summary>Whether it is closed, or being tried.</summary>
    public bool IsShut(DateTimeOffset now) => Gate.IsClosed(now) || Gate.IsProbing(now);
}

using Notify.Gates;

namespace Notify.Storage.Sqlite.Gates;

/// <summary>A gate with its row.</summary>
internal sealed record StoredGate(long Row, Gate Gate)
{
    public bool Is(GateScope scope, string source) => Gate.Scope == scope && string.Equals(Gate.Source, source, StringComparison.Ordinal);

    public bool IsClosed(DateTimeOffset now) => Gate.Until is null || Gate.Until > now;
}

namespace Notify.Testing.Conformance.Support;

/// <summary>A delivery and the one that is held as its fallback.</summary>
internal readonly record struct Pair(Guid Primary, Guid Held);

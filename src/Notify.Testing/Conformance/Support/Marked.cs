namespace Notify.Testing.Conformance.Support;

/// <summary>A delivery that is being sent.</summary>
internal readonly record struct Marked(Guid Id, long Lease, int Send);

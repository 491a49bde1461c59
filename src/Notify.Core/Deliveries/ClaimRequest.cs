namespace Notify.Deliveries;

/// <summary>A worker asks for deliveries that are due.</summary>
/// <param name="Worker">The worker's name, kept with the lease.</param>
/// <param name="Limit">The most to take.</param>
/// <param name="Lease">How long the worker may hold them.</param>
public readonly record struct ClaimRequest(string Worker, int Limit, TimeSpan Lease);

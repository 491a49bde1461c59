namespace Notify.Inbound;

/// <summary>A place.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Name">Its name; null for none.</param>
/// <param name="Address">Its address in words; null for none.</param>
public sealed record InboundLocation(double Latitude, double Longitude, string? Name, string? Address) : InboundContent;

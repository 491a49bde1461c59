namespace Notify.Deliveries;

/// <summary>Who does it and why, for the audit trail.</summary>
/// <param name="By">An operator's name, or <c>app</c>.</param>
/// <param name="Reason">Why; no personal data.</param>
public sealed record CommandInfo(string By, string Reason);

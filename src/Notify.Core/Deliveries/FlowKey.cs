namespace Notify.Deliveries;

/// <summary>
/// What the claim knows a delivery by. Deliveries of one flow wait in one line; gates close flows, so stopped rows are not even looked at,
/// and lanes and tenants get their share flow by flow.
/// </summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Account">The sending account's name.</param>
/// <param name="Domain">The template's domain, or that of plain content.</param>
/// <param name="Template">The template's key; empty for plain content.</param>
/// <param name="Priority">The lane.</param>
public sealed record FlowKey(string Tenant, Channel Channel, string Account, string Domain, string Template, Priority Priority);

namespace Notify.Deliveries;

/// <summary>What maintenance asks of the store.</summary>
/// <param name="Limit">The most rows per kind in one call.</param>
/// <param name="Default">How doubt is settled where the template says nothing of its own.</param>
/// <param name="ByTemplate">Templates with a policy of their own; a tenant of null stands for the templates all tenants share.</param>
public sealed record RecoveryRequest(
    int Limit, UnconfirmedPolicy Default, IReadOnlyDictionary<(string? Tenant, Channel Channel, string Template), UnconfirmedPolicy> ByTemplate)
{
    /// <summary>The policy that holds for a delivery of this line: its tenant's own template's, else the shared one's, else the default.</summary>
    public UnconfirmedPolicy For(FlowKey flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return ByTemplate.TryGetValue((flow.Tenant, flow.Channel, flow.Template), out var own) ? own
            : ByTemplate.GetValueOrDefault((null, flow.Channel, flow.Template), Default);
    }
}

namespace Notify.Deliveries;

/// <summary>What maintenance asks of the store.</summary>
/// <param name="Limit">The most rows per kind in one call.</param>
/// <param name="Default">How doubt is settled where the template says nothing of its own.</param>
/// <param name="ByTemplate">Templates with a policy of their own, by key.</param>
public sealed record RecoveryRequest(int Limit, UnconfirmedPolicy Default, IReadOnlyDictionary<string, UnconfirmedPolicy> ByTemplate)
{
    /// <summary>The policy that holds for a template.</summary>
    public UnconfirmedPolicy For(string template) => ByTemplate.GetValueOrDefault(template, Default);
}

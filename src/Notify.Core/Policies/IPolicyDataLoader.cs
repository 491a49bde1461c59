namespace Notify.Policies;

/// <summary>Loads a policy's own data for a whole batch before the policies run. Where it throws, the batch is deferred for five minutes and the error logged.</summary>
public interface IPolicyDataLoader
{
    /// <summary>Reads what the policy needs and puts it into each context with <see cref="PolicyContext.Set{T}"/>.</summary>
    Task LoadAsync(IReadOnlyList<PolicyContext> batch, CancellationToken cancellationToken);
}

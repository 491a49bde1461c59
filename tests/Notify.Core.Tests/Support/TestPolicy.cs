namespace Notify.Core.Tests.Support;

/// <summary>An app's policy with data of its own.</summary>
internal sealed class TestPolicy(TestPolicyScript script) : IDeliveryPolicy, IPolicyDataLoader
{
    public string Name => "test";

    public Decision Evaluate(PolicyContext context) => script.Decide(context);

    public Task LoadAsync(IReadOnlyList<PolicyContext> batch, CancellationToken cancellationToken) => script.Load(batch);
}

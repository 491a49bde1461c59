namespace Notify.Core.Tests.Support;

internal sealed class TestPolicyScript
{
    public Func<PolicyContext, Decision> Decide { get; set; } = _ => Decision.Allow;

    public Func<IReadOnlyList<PolicyContext>, Task> Load { get; set; } = _ => Task.CompletedTask;
}

using Notify.Inbound;

namespace Notify.OptOut;

/// <summary>Nobody is asked anything.</summary>
internal sealed class NoOpenQuestions : IOpenQuestions
{
    public ValueTask<bool> IsAskedAsync(InboundContext context, CancellationToken cancellationToken) => ValueTask.FromResult(false);
}

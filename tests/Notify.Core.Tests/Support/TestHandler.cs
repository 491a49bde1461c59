using Notify.Inbound;

namespace Notify.Core.Tests.Support;

/// <summary>Does what a test says with each message, and remembers what it saw.</summary>
internal sealed class TestHandler(Func<InboundContext, CancellationToken, Task<InboundResult>> handle) : IInboundHandler
{
    private readonly List<(string Text, int Attempt)> _seen = [];

    public IReadOnlyList<(string Text, int Attempt)> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    public static TestHandler That(InboundResult result) => new((_, _) => Task.FromResult(result));

    public async Task<InboundResult> HandleAsync(InboundContext context, CancellationToken cancellationToken)
    {
        lock (_seen)
        {
            _seen.Add((context.Message.Content.Text, context.Attempt));
        }

        return await handle(context, cancellationToken);
    }
}

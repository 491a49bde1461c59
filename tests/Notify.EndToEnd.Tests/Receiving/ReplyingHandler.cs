using System.Collections.Concurrent;
using Notify.Inbound;

namespace Notify.EndToEnd.Tests.Receiving;

/// <summary>Answers what people write, and keeps it.</summary>
internal sealed class ReplyingHandler : IInboundHandler
{
    /// <summary>How a reply begins.</summary>
    public string Wording { get; init; } = "You wrote";

    /// <summary>The texts, one for each run.</summary>
    public ConcurrentQueue<string> Runs { get; } = [];

    public async Task<InboundResult> HandleAsync(InboundContext context, CancellationToken cancellationToken)
    {
        var text = context.Message.Content.Text ?? "";
        Runs.Enqueue(text);
        await context.ReplyAsync($"{Wording}: {text}", cancellationToken);
        return InboundResult.Handled;
    }
}

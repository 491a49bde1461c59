using Notify.Inbound;
using Notify.Sample.Worker.Display;

namespace Notify.Sample.Worker.Talking;

/// <summary>Shows what people write on the console, and leaves the answer to the handlers after it.</summary>
internal sealed class Listener(TalkFeed feed) : IInboundHandler
{
    public Task<InboundResult> HandleAsync(InboundContext context, CancellationToken cancellationToken)
    {
        var message = context.Message;
        var said = message.Content.Text.Length > 0 ? $"\"{Line(message.Content.Text)}\"" : $"({message.Content})";
        feed.Tell($"{message.From} over {message.Channel}: {said}");
        return Task.FromResult(InboundResult.PassOn);
    }

    // On one line, and without what a terminal would obey.
    private static string Line(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}

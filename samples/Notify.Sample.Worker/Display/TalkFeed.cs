using Notify.Inbound;

namespace Notify.Sample.Worker.Display;

/// <summary>Shows what people write on the console, with their numbers masked: among the events while a live view is there, else as lines.</summary>
internal sealed class TalkFeed(EventFeed events)
{
    /// <summary>Whether a live view has the console.</summary>
    public bool IsLive { get; set; }

    /// <summary>Shows a message and what it was answered with.</summary>
    public void Tell(InboundMessage message, string? answer)
    {
        var said = message.Content.Text.Length > 0 ? $"\"{message.Content.Text.ReplaceLineEndings(" ")}\"" : $"({message.Content})";
        var line = $"{message.From} over {message.Channel}: {said}{(answer is null ? "" : $" -> \"{answer}\"")}";
        if (IsLive)
        {
            events.Show(line);
        }
        else
        {
            Console.WriteLine(line);
        }
    }
}

namespace Notify.Sample.Worker.Display;

/// <summary>Shows what people write, and who has to help them, on the console: among the events while a live view is there, else as lines.</summary>
internal sealed class TalkFeed(EventFeed events)
{
    /// <summary>Whether a live view has the console.</summary>
    public bool IsLive { get; set; }

    /// <summary>Shows a line.</summary>
    public void Tell(string line)
    {
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

using System.Globalization;
using Notify.Deliveries;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Notify.Sample.Worker.Display;

/// <summary>What the live view shows of a moment: the counts, and as many of the last events, a line each, as the terminal has room for.</summary>
internal static class LivePicture
{
    private static readonly DeliveryState[] States = Enum.GetValues<DeliveryState>();
    private static readonly string[] Heads = [.. States.Select(s => s.ToString().ToLowerInvariant())];
    private static readonly Style Quiet = new(Color.Grey);

    // The line below the picture in which the cursor stands.
    private const int CursorLine = 1;

    public static Rows Draw(IAnsiConsole console, RunSnapshot snapshot, IReadOnlyList<string> events)
    {
        var (width, height) = (console.Profile.Width, console.Profile.Height);
        var rows = snapshot.Domains.Select(d => new CountRow(d.Key, [.. States.Select(state => d.Value.GetValueOrDefault(state))])).ToList();
        var table = CountTable.Draw(Heads, rows, width);
        var status = new Text(string.Create(CultureInfo.InvariantCulture, $"{snapshot.Elapsed:mm\\:ss}   {snapshot.PerSecond:0} a second"));
        var room = height - CursorLine - Lines(console, table) - Lines(console, status);
        return new Rows([table, status, .. events.TakeLast(Math.Max(0, room)).Select(text => Line(text, width))]);
    }

    private static int Lines(IAnsiConsole console, IRenderable part) =>
        Segment.SplitLines(part.Render(RenderOptions.Create(console, console.Profile.Capabilities), console.Profile.Width)).Count;

    private static Text Line(string text, int width)
    {
        var whole = text.ReplaceLineEndings(" ");
        var fits = Segment.Truncate(new Segment(whole), width)?.Text ?? "";
        return new Text(fits.Length == whole.Length ? whole : $"{Segment.Truncate(new Segment(whole), width - 1)?.Text}…", Quiet);
    }
}

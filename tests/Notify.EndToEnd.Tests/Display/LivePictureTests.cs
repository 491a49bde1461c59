using Notify.Deliveries;
using Notify.Sample.Worker.Display;

namespace Notify.EndToEnd.Tests.Display;

public sealed class LivePictureTests
{
    private static readonly string[] Domains = ["admin", "baskets", "campaigns", "core", "mobility", "ocr", "orders", "qr", "test", "voice", "wallet"];
    private static readonly string[] Events = [.. Enumerable.Range(1, 8).Select(i => $"NOTIFY_EVENT {i}, {new string('x', 200)}\nof two lines")];

    [Fact]
    public void Draw_shows_the_head_whole_names_and_every_event_on_a_line_of_its_own()
    {
        var lines = Draw(80, 40, DeliveryState.Queued, DeliveryState.Sent, DeliveryState.Read);

        lines.Should().HaveCountLessThan(40).And.OnlyContain(l => l.TrimEnd().Length <= 80);
        lines[1].Should().ContainAll("domain", "queued", "sent", "read").And.NotContainAny("claimed", "expired");
        lines.Should().ContainSingle(l => l.Contains("campaigns", StringComparison.Ordinal)).And.ContainSingle(l => l.Contains("mobility", StringComparison.Ordinal));
        lines.Where(l => l.StartsWith("NOTIFY_EVENT", StringComparison.Ordinal)).Should().HaveCount(8).And.OnlyContain(l => l.TrimEnd().EndsWith('…'));
    }

    [Fact]
    public void Draw_where_a_table_is_too_wide_is_a_list_of_whole_words()
    {
        var lines = Draw(80, 40, Enum.GetValues<DeliveryState>());

        lines.Should().HaveCountLessThan(40).And.OnlyContain(l => l.TrimEnd().Length <= 80);
        lines.Should().Contain(l => l.StartsWith("mobility ", StringComparison.Ordinal) && l.Contains("queued 7 · claimed 7", StringComparison.Ordinal));
        lines.Should().Contain(l => l.StartsWith("NOTIFY_EVENT 8", StringComparison.Ordinal));
    }

    [Fact]
    public void Draw_where_the_terminal_is_low_shows_as_many_of_the_last_events_as_fit()
    {
        var lines = Draw(80, 20, DeliveryState.Queued, DeliveryState.Read);

        lines.Should().HaveCount(19);
        lines[1].Should().Contain("domain");
        lines.Where(l => l.StartsWith("NOTIFY_EVENT", StringComparison.Ordinal)).Select(l => l[13]).Should().Equal('6', '7', '8');
    }

    private static IReadOnlyList<string> Draw(int width, int height, params DeliveryState[] states)
    {
        var terminal = new TerminalOutput(width, height, isTerminal: true);
        var counts = states.ToDictionary(s => s, _ => 7L);
        var snapshot = new RunSnapshot(TimeSpan.FromSeconds(5), Domains.ToDictionary(d => d, _ => (IReadOnlyDictionary<DeliveryState, long>)counts), 3);
        var console = terminal.Console();
        console.Write(LivePicture.Draw(console, snapshot, Events));
        return terminal.Lines;
    }
}

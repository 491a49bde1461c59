using Notify.Deliveries;
using Notify.Sample.Worker.Display;
using Notify.Sample.Worker.Running;

namespace Notify.EndToEnd.Tests.Display;

public sealed class SummaryTests
{
    [Fact]
    public void Print_tells_of_each_line_that_reached_nobody_and_why()
    {
        var output = new TerminalOutput(80, 40, isTerminal: false);

        Print(
            output,
            Ended(1, DeliveryState.Read, null),
            Ended(2, DeliveryState.Blocked, "window_closed"),
            Ended(3, DeliveryState.Queued, null),
            Ended(4, DeliveryState.Failed, "131026", new LineDelivery(Channel.Sms, DeliveryState.Failed, "undelivered"), new LineDelivery(Channel.Sms, DeliveryState.Blocked, "opt_out")),
            new LineResult(5, "", null, 5, []),
            Ended(7, DeliveryState.Expired, "expired"),
            new LineResult(6, "", LineOutcome.Invalid, 6, []));

        output.Lines.Where(l => l.StartsWith("line ", StringComparison.Ordinal)).Should().Equal(
            "line 6 refused: to: is missing; give it. (required)",
            "line 2 blocked: window_closed",
            "line 3 deferred",
            "line 4 failed: 131026, undelivered",
            "line 5 has no outcome",
            "line 7 expired");
    }

    [Theory]
    [InlineData(80, true, 80)]
    [InlineData(100, true, 100)]
    [InlineData(80, false, 120)]
    public void Print_keeps_to_the_width_of_a_terminal_and_gives_a_file_its_own(int width, bool isTerminal, int most)
    {
        var output = new TerminalOutput(width, 40, isTerminal);

        Print(output, [.. Enum.GetValues<DeliveryState>().Select((state, i) => Ended(i + 1, state, "a_reason"))]);

        output.Lines.Should().OnlyContain(l => l.TrimEnd().Length <= most);
        output.Lines.Should().Contain(l => l.Contains("unconfirmed", StringComparison.Ordinal)).And.Contain(l => l.Contains("orders", StringComparison.Ordinal));
    }

    private static void Print(TerminalOutput output, params LineResult[] results) => Summary.Print(
        output.Console(),
        new RunReport(results, new TalkResult(0, 0, []), 0, 0),
        [.. results.Where(r => r.Outcome == LineOutcome.Invalid).Select(r => QueuedLine.Refused(r.Line, "", [new("to", "required", "is missing; give it.")]))]);

    private static LineResult Ended(int line, DeliveryState state, string? reason, params LineDelivery[] more) =>
        new(line, "orders", LineOutcomes.Of(state), line, [new LineDelivery(Channel.WhatsApp, state, reason), .. more]);
}

using System.Text.RegularExpressions;

namespace Notify.Core.Tests.Deliveries;

/// <summary>Holds docs/state-machine.md against the code.</summary>
public sealed partial class StateMachineTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "state-machine.md"));

    [Fact]
    public void After_every_arrow_of_the_drawing_and_no_other_is_allowed()
    {
        var drawn = Arrows().Where(a => a.From != "[*]").Select(a => (State(a.From), State(a.To))).ToList();
        var coded = from state in Enum.GetValues<DeliveryState>() from next in DeliveryTransitions.After(state) select (state, next);

        drawn.Should().OnlyHaveUniqueItems().And.BeEquivalentTo(coded);
    }

    [Fact]
    public void Initial_is_what_the_drawing_starts_with() =>
        Arrows().Where(a => a.From == "[*]").Select(a => State(a.To)).Should().BeEquivalentTo(DeliveryTransitions.Initial);

    [Fact]
    public void Table_has_one_full_row_for_every_state()
    {
        var rows = Page.Split('\n')
            .Where(l => l.StartsWith('|') && !l.StartsWith("|---", StringComparison.Ordinal))
            .Select(l => l.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells[0] != "State")
            .ToList();

        rows.Select(r => r[0]).Should().BeEquivalentTo(Enum.GetNames<DeliveryState>());
        rows.Should().OnlyContain(r => r.Length == 4 && r.All(cell => cell.Length > 0));
    }

    [Fact]
    public void IsAllowed_agrees_with_After()
    {
        foreach (var from in Enum.GetValues<DeliveryState>())
        {
            foreach (var to in Enum.GetValues<DeliveryState>())
            {
                DeliveryTransitions.IsAllowed(from, to).Should().Be(DeliveryTransitions.After(from).Contains(to));
            }
        }
    }

    private static List<(string From, string To)> Arrows() =>
        [.. ArrowPattern().Matches(Page).Select(m => (m.Groups["from"].Value, m.Groups["to"].Value))];

    private static DeliveryState State(string name) => Enum.Parse<DeliveryState>(name);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Notify.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Notify.sln is not above the tests.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^\s*(?<from>\[\*\]|\w+) --> (?<to>\w+)\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ArrowPattern();
}

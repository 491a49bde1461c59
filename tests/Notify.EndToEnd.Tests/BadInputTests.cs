using Notify.EndToEnd.Tests.Processes;

namespace Notify.EndToEnd.Tests;

public sealed class BadInputTests(BadInputRun run) : IClassFixture<BadInputRun>
{
    [Fact]
    public void Bad_line_is_refused_with_field_and_remedy()
    {
        for (var i = 0; i < BadInputRun.Bad.Length; i++)
        {
            var prefix = $"line {(2 * i) + 2} refused: ";
            var message = run.Process.Output.Should().ContainSingle(l => l.StartsWith(prefix, StringComparison.Ordinal), run.Process.Everything).Subject;
            message.Should().ContainAll(BadInputRun.Bad[i].Words);
        }
    }

    [Fact]
    public void Bad_line_does_not_harm_the_others()
    {
        var result = RunResult.Of(run.Process);

        result["invalid"].Should().Be(BadInputRun.Bad.Length);
        result["read"].Should().Be(BadInputRun.Bad.Length + 1);
        run.Process.ExitCode.Should().Be(0);
    }

    [Fact]
    public void Bad_line_never_shows_the_number_it_gave() => run.Process.Everything.Should().NotContain("788000002");
}

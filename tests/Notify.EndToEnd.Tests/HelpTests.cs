using Notify.EndToEnd.Tests.Processes;

namespace Notify.EndToEnd.Tests;

public sealed class HelpTests
{
    [Fact]
    public async Task Help_tells_what_to_type_and_each_default_once()
    {
        using var run = await SampleProcess.RunAsync("--help");

        run.ExitCode.Should().Be(0);
        run.Everything.Should().ContainAll("./run.sh [options]", "WhatsApp and SMS", "everything people wrote is handled").And.NotContain("Notify.Sample.Worker");
        run.Output.Should().ContainSingle(l => l.Contains("default: sqlite", StringComparison.Ordinal)).Which.Should().NotContain("(default)");
    }
}

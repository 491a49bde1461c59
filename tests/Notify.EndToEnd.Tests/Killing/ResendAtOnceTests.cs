using Notify.EndToEnd.Tests.Processes;
using Xunit.Abstractions;

namespace Notify.EndToEnd.Tests.Killing;

/// <summary>The same kills with sends in doubt sent again at once. It must double messages and say so, or the test of kills proves nothing.</summary>
public sealed class ResendAtOnceTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Worker_that_sends_doubtful_ones_again_at_once_doubles_and_the_count_shows_it()
    {
        var seed = KillSetting.Seed();
        using var workspace = new Workspace();
        var run = new KillRun(seed, workspace, output);

        var (exitCode, result) = await run.RunAsync(
            new KillInput(seed, KillSetting.Lines), KillSetting.Kills, "--Receipts:Window=00:00:00", "--Receipts:Unconfirmed=Resend");

        result["lost"].Should().Be(0);
        result["duplicates"].Should().BeGreaterThan(0).And.Be(run.Accepted.Arrivals().Sum(count => count - 1));
        exitCode.Should().Be(1);
    }
}

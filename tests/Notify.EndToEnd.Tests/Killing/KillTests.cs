using Notify.Deliveries;
using Notify.EndToEnd.Tests.Processes;
using Xunit.Abstractions;

namespace Notify.EndToEnd.Tests.Killing;

/// <summary>Kills the real worker process with <c>kill -9</c> at random moments: nothing may be lost and nothing sent twice.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Worker_killed_at_random_moments_loses_nothing_and_doubles_nothing()
    {
        var seed = KillSetting.Seed();
        var lines = new KillInput(seed, KillSetting.Lines);
        using var workspace = new Workspace();
        var run = new KillRun(seed, workspace, output);

        var (exitCode, result) = await run.RunAsync(lines, KillSetting.Kills, "--Receipts:Window=00:00:10");

        (result["lost"], result["duplicates"], result.Sum, exitCode).Should().Be((0, 0, KillSetting.Lines, 0));
        run.Accepted.Arrivals().Should().OnlyContain(count => count == 1);
        lines.InDoubtForEver.Should().NotBeEmpty();
        foreach (var line in lines.InDoubtForEver)
        {
            run.Deliveries[line].State.Should().Be(DeliveryState.Unconfirmed, "nobody can know whether {0} arrived", line);
            run.Deliveries[line].Sends.Should().Be(1);
        }
    }
}

using Notify.Deliveries;
using Notify.EndToEnd.Tests.Processes;
using Notify.PrivateServers;
using Xunit.Abstractions;

namespace Notify.EndToEnd.Tests.Killing;

/// <summary>Kills the real worker process with <c>kill -9</c> at random moments: nothing may be lost and nothing sent twice.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public Task Worker_killed_at_random_moments_loses_nothing_and_doubles_nothing() => RunAsync(KillSetting.Lines, KillSetting.Kills);

    [Fact]
    public async Task Worker_killed_on_PostgreSQL_and_resumed_loses_nothing_and_doubles_nothing()
    {
        var databases = new PostgresDatabases(await SharedPostgres.ConnectionStringAsync);
        var database = await databases.CreateAsync();

        await RunAsync(KillSetting.ResumeLines, KillSetting.ResumeKills, database);

        await databases.DropAsync(database);
    }

    private async Task RunAsync(int count, int kills, string? postgres = null)
    {
        var seed = KillSetting.Seed();
        var lines = new KillInput(seed, count);
        using var workspace = new Workspace();
        var run = new KillRun(seed, workspace, output, postgres);

        var (exitCode, result) = await run.RunAsync(lines, kills, "--Receipts:Window=00:00:10");

        (result["lost"], result["duplicates"], result.Sum, exitCode).Should().Be((0, 0, count, 0));
        // A send number may be used up by a mark that was handed back unsent; what arrived is what counts.
        run.Accepted.Arrivals().Should().OnlyContain(count => count == 1);
        lines.InDoubtForEver.Should().NotBeEmpty();
        foreach (var line in lines.InDoubtForEver)
        {
            run.Deliveries[line].State.Should().Be(DeliveryState.Unconfirmed, "nobody can know whether {0} arrived", line);
        }
    }
}

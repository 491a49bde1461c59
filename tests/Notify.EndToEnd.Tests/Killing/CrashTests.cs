using System.Globalization;
using System.Text.Json;
using Notify.EndToEnd.Tests.Processes;
using Xunit.Abstractions;

namespace Notify.EndToEnd.Tests.Killing;

/// <summary>
/// The benchmarks' crash run: several workers over PostgreSQL with clocks an hour off are killed at random moments, connections are broken and the
/// database is restarted twice.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int AmbiguousAtLeast = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Workers_killed_over_PostgreSQL_lose_nothing_and_double_nothing()
    {
        var (exitCode, report) = await RunAsync();

        (Count(report, "lost"), Count(report, "duplicates"), exitCode).Should().Be((0, 0, 0));
        Count(report, "queued").Should().BeGreaterThan(100);
        Count(report, "wereInDoubt").Should().BeGreaterThan(AmbiguousAtLeast, "or nothing was at stake");
        Count(report, "repeatedCalls").Should().BeGreaterThan(0, "the database was away");
    }

    [Fact]
    public async Task Workers_that_send_doubtful_ones_again_at_once_double_and_the_count_shows_it()
    {
        var (exitCode, report) = await RunAsync("--resend-at-once");

        Count(report, "lost").Should().Be(0);
        Count(report, "duplicates").Should().BeGreaterThan(0);
        exitCode.Should().Be(1);
    }

    private async Task<(int ExitCode, JsonElement Report)> RunAsync(params string[] more)
    {
        string[] arguments =
        [
            "crash", "--storage", "postgres", "--kills", KillSetting.CrashKills.ToString(CultureInfo.InvariantCulture),
            "--seed", KillSetting.Seed().ToString(CultureInfo.InvariantCulture), .. more,
        ];
        using var run = ChildProcess.Start("Notify.Bench.dll", arguments);
        var exitCode = await run.EndAsync(Longest);
        output.WriteLine(run.Everything);
        return (exitCode, JsonDocument.Parse(run.Output[^1]).RootElement);
    }

    private static int Count(JsonElement report, string name) => report.GetProperty(name).GetInt32();
}

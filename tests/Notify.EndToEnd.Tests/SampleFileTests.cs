using Notify.EndToEnd.Tests.Processes;
using Notify.PrivateServers;

namespace Notify.EndToEnd.Tests;

public sealed class SampleFileTests
{
    // Lines of the sample file whose note says what is wrong with them, and the three that are no JSON object.
    private const int BadLines = 29;
    private const int FallbacksThatGo = 4;
    private const int WhoWriteBack = 4;

    // Three over both channels, one over SMS only, and the fallbacks.
    private const int SmsThatArrive = 4 + FallbacksThatGo;

    // How far others get depends on how fast the machine is, and on when receipts of others come.
    private static readonly string[] Fixed =
        ["lines", "blocked", "deferred", "cancelled", "invalid", "overWhatsApp", "overSms", "fellBack", "held", "wroteBack", "handled", "replied", "lost", "duplicates"];

    [Fact]
    public Task Once_on_the_sample_file_gives_every_line_its_outcome() => RunAsync();

    [Fact]
    public async Task Once_on_PostgreSQL_gives_every_line_its_outcome()
    {
        var databases = new PostgresDatabases(await SharedPostgres.ConnectionStringAsync);
        var database = await databases.CreateAsync();

        await RunAsync("--storage", "postgres", "--connection", database);

        await databases.DropAsync(database);
    }

    private static async Task RunAsync(params string[] storage)
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "notifications.jsonl")).Count();
        using var workspace = new Workspace();

        using var run = await SampleProcess.RunAsync(["--once", "--data", workspace.Data, .. storage]);

        run.ExitCode.Should().Be(0, run.Everything);
        var result = RunResult.Of(run);
        result["lines"].Should().Be(lines);
        result.Sum.Should().Be(lines);
        result["lost"].Should().Be(0);
        result["duplicates"].Should().Be(0);
        result["invalid"].Should().Be(BadLines);
        RunResult.Outcomes.Should().OnlyContain(o => result[o] > 0, "the sample shows every outcome");
        (result["fellBack"], result["held"]).Should().Be((FallbacksThatGo, 2));
        result["overWhatsApp"].Should().BeGreaterThan(150);
        result["overSms"].Should().Be(SmsThatArrive);
        (result["wroteBack"], result["handled"], result["replied"]).Should().Be((WhoWriteBack, WhoWriteBack, WhoWriteBack));
        run.Output.Should().Contain(l => l.Contains("over sms: \"status sk-4415", StringComparison.Ordinal)).And.NotContain(l => l.Contains("+250788000415", StringComparison.Ordinal));
        run.Output.Should().Contain(l => l.Contains("/phone", StringComparison.Ordinal));
        var shown = ShownInReadme();
        shown.Sum.Should().Be(lines);
        Fixed.Select(name => (name, result[name])).Should().Equal(Fixed.Select(name => (name, shown[name])), "that is what the README shows");
        var log = Path.Combine(workspace.Data, "worker.log");
        run.Output.Should().Contain($"Log: {log}");
        (await File.ReadAllLinesAsync(log)).Where(l => l.Contains("NOTIFY_FALLBACK_BEFORE_EXPIRY", StringComparison.Ordinal))
            .Should().ContainSingle("its fallback comes after 3 s on purpose").Which.Should().Contain("delivery_eta");
    }

    private static RunResult ShownInReadme() => RunResult.Of(
        File.ReadLines(Repo.At("samples", "Notify.Sample.Worker", "README.md")).Single(l => l.StartsWith("{\"lines\":", StringComparison.Ordinal)));
}

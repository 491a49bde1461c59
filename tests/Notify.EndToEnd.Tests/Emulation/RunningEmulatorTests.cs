using Notify.EndToEnd.Tests.Processes;

namespace Notify.EndToEnd.Tests.Emulation;

/// <summary>Runs on an emulator that runs already: of somebody else's making, or used before.</summary>
public sealed class RunningEmulatorTests : IDisposable
{
    private const string Secret = "emulator-app-secret";

    private readonly Workspace _workspace = new();
    private readonly Workspace _other = new();

    public void Dispose()
    {
        _workspace.Dispose();
        _other.Dispose();
    }

    [Theory]
    [InlineData("a-secret-of-another", "--WhatsApp:VerifyToken=emulator-verify-token")]
    [InlineData(Secret, "--WhatsApp:VerifyToken=a-word-of-another")]
    public async Task Run_whose_receipts_the_app_would_refuse_ends_and_says_why(string secret, string setting)
    {
        using var emulator = await EmulatorProcess.StartAsync(_workspace.EmulatorData, secret);

        using var run = await RunAsync(_workspace, emulator, setting);

        run.ExitCode.Should().Be(2, run.Everything);
        run.Everything.Should().ContainAll("it answered 40", "--app-secret", "--verify-token").And.NotContainAny(secret, Secret, "a-word-of-another", "   at ");
    }

    [Fact]
    public async Task Run_with_a_token_the_emulator_does_not_know_ends_and_says_why()
    {
        using var emulator = await EmulatorProcess.StartAsync(_workspace.EmulatorData, Secret);

        using var run = await RunAsync(_workspace, emulator, "--WhatsApp:Accounts:main:AccessToken=a-token-of-another");

        run.ExitCode.Should().Be(2, run.Everything);
        run.Everything.Should().Contain("--token").And.NotContainAny("a-token-of-another", "fbtrace_id", "   at ");
    }

    [Fact]
    public async Task Run_counts_what_the_emulator_took_of_it_and_not_of_the_run_before_also_when_it_is_resumed()
    {
        using var emulator = await EmulatorProcess.StartAsync(_workspace.EmulatorData, Secret);
        using var first = await RunAsync(_workspace, emulator);

        using var second = await RunAsync(_other, emulator);
        using var resumed = await RunAsync(_other, emulator, "--resume");

        foreach (var run in new[] { first, second, resumed })
        {
            run.ExitCode.Should().Be(0, run.Everything);
            (RunResult.Of(run)["read"], RunResult.Of(run)["lost"], RunResult.Of(run)["duplicates"]).Should().Be((2, 0, 0));
        }

        (await emulator.AcceptedAsync()).Should().HaveCount(4);
    }

    private static Task<ChildProcess> RunAsync(Workspace workspace, EmulatorProcess emulator, params string[] more) => SampleProcess.RunAsync(
    [
        "--once", "--data", workspace.Data, "--emulator", emulator.Address.ToString(),
        "--input", workspace.Write("two.jsonl", [Line(1), Line(2)]), .. more,
    ]);

    private static string Line(int person) => $$$"""{"to":"+25078800060{{{person}}}","template":"sandbox_test","variables":{"name":"Aline"}}""";
}

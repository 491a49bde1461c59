using Notify.EndToEnd.Tests.Processes;
using Notify.PrivateServers;

namespace Notify.EndToEnd.Tests;

/// <summary>A run goes on when its database comes back.</summary>
public sealed class RestartedDatabaseTests
{
    private const int Lines = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Run_whose_database_is_restarted_ends_as_if_nothing_had_been()
    {
        await using var server = await PrivatePostgres.CreateAsync();
        using var workspace = new Workspace();
        using var run = ChildProcess.Start("Notify.Sample.Worker.dll",
        [
            "--once", "--storage", "postgres", "--connection", server.ConnectionString, "--data", workspace.Data,
            "--input", workspace.Write("later.jsonl", Enumerable.Range(1, Lines).Select(Line)),
        ]);
        await run.LineAsync(l => l.Contains($"queued {Lines}", StringComparison.Ordinal)).WaitAsync(Longest);

        await server.RestartAsync(StopMode.Immediate);

        (await run.EndAsync(Longest)).Should().Be(0, run.Everything);
        (RunResult.Of(run)["read"], RunResult.Of(run)["lost"], RunResult.Of(run)["duplicates"]).Should().Be((Lines, 0, 0));
    }

    // All are queued when the first is due.
    private static string Line(int number) =>
        $$$"""{"to":"+2507886000{{{number:00}}}","template":"sandbox_test","variables":{"name":"Aline"},"notBefore":"+{{{8 + (number % 4)}}}s"}""";
}

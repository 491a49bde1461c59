using Notify.EndToEnd.Tests.Processes;

namespace Notify.EndToEnd.Tests;

public sealed class OtherInputTests
{
    private static readonly string[] Lines =
    [
        """{"to":"+254722000001","template":"sandbox_test","variables":{"name":"Akinyi"}}""",
        "",
        """{"tenant":"a-new-one","to":"+254722000002","text":"Habari, this text says #L0001 itself.","contact":{"wrote":"Habari?"}}""",
        """{"tenant":"soko","to":"+254722000003","text":"The same twice","idempotencyKey":"twice","contact":{"wrote":"Hello?"}}""",
        """{"tenant":"soko","to":"+254722000003","text":"The same twice","idempotencyKey":"twice","contact":{"wrote":"Hello?"}}""",
    ];

    [Fact]
    public async Task Other_file_of_the_same_format_is_taken()
    {
        using var workspace = new Workspace();

        using var run = await SampleProcess.RunAsync("--once", "--input", workspace.Write("other.jsonl", Lines), "--data", workspace.Data);

        var result = RunResult.Of(run);
        (result["lines"], result["read"], result["lost"], result["duplicates"]).Should().Be((4, 4, 0, 0), run.Everything);
    }

    [Fact]
    public async Task Resumed_run_queues_nothing_again_and_ends_the_same()
    {
        using var workspace = new Workspace();
        string[] arguments = ["--once", "--input", workspace.Write("other.jsonl", Lines), "--data", workspace.Data];
        using var first = await SampleProcess.RunAsync(arguments);

        using var second = await SampleProcess.RunAsync([.. arguments, "--resume"]);

        second.Output[^1].Should().Be(first.Output[^1]);
        second.ExitCode.Should().Be(0, second.Everything);
    }

    [Fact]
    public async Task Resumed_run_is_of_its_own_file_where_none_is_given_and_of_no_other()
    {
        using var workspace = new Workspace();
        var file = workspace.Write("other.jsonl", Lines);
        using var first = await SampleProcess.RunAsync("--once", "--input", file, "--data", workspace.Data);

        using var other = await SampleProcess.RunAsync("--once", "--resume", "--input", workspace.Write("third.jsonl", Lines), "--data", workspace.Data);
        using var resumed = await SampleProcess.RunAsync("--once", "--resume", "--data", workspace.Data);

        other.ExitCode.Should().Be(2, other.Everything);
        other.Everything.Should().ContainAll("--input", file);
        resumed.ExitCode.Should().Be(0, resumed.Everything);
        resumed.Output[^1].Should().Be(first.Output[^1]);
    }

    [Fact]
    public async Task Run_that_was_killed_before_it_had_a_database_is_resumed_with_its_own_file()
    {
        using var workspace = new Workspace();
        Directory.CreateDirectory(workspace.Data);
        await File.WriteAllTextAsync(Path.Combine(workspace.Data, "input"), workspace.Write("other.jsonl", Lines));

        using var resumed = await SampleProcess.RunAsync("--once", "--resume", "--data", workspace.Data);

        resumed.ExitCode.Should().Be(0, resumed.Everything);
        RunResult.Of(resumed)["lines"].Should().Be(4);
    }

    [Fact]
    public async Task Folder_of_an_earlier_run_is_not_taken_by_accident()
    {
        using var workspace = new Workspace();
        string[] arguments = ["--once", "--input", workspace.Write("other.jsonl", Lines), "--data", workspace.Data];
        using var first = await SampleProcess.RunAsync(arguments);

        using var second = await SampleProcess.RunAsync(arguments);

        second.ExitCode.Should().Be(2);
        second.Everything.Should().Contain("--resume");
    }

    [Fact]
    public async Task Emulator_in_a_process_of_its_own_is_started_and_ended()
    {
        using var workspace = new Workspace();

        using var run = await SampleProcess.RunAsync(
            "--once", "--emulator-process", "--input", workspace.Write("other.jsonl", Lines), "--data", workspace.Data);

        run.ExitCode.Should().Be(0, run.Everything);
        RunResult.Of(run)["read"].Should().Be(4);
    }
}

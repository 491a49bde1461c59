using Notify.EndToEnd.Tests.Processes;

namespace Notify.EndToEnd.Tests;

/// <summary>Wrong configuration stops the program at start, with words that name the key and the remedy.</summary>
public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("--Worker:Lease=00:00:05", "Worker:Lease", "Timeout")]
    [InlineData("--Worker:BatchSize=0", "Worker:BatchSize", "1000")]
    [InlineData("--Worker:Leese=00:00:05", "Leese", "Worker")]
    [InlineData("--RateLimit:Limit=many", "Limit", "many")]
    [InlineData("--WhatsApp:Accounts:main:AccessToken=", "AccessToken", "system user")]
    [InlineData("--WhatsApp:Accounts:main:AccesToken=x", "AccesToken", "AccessToken")]
    [InlineData("--Chat:Endpoint=http://127.0.0.1:9/v1", "Chat", "Model")]
    [InlineData("--Templates:Paths:0=nowhere", "nowhere", "AddTemplates")]
    public async Task Wrong_setting_stops_the_start(string setting, params string[] words)
    {
        using var workspace = new Workspace();

        using var run = await SampleProcess.RunAsync("--once", "--data", workspace.Data, setting);

        run.ExitCode.Should().Be(2, run.Everything);
        run.Everything.Should().ContainAll(words).And.NotContain("   at ", "a person needs no stack trace to mend a setting");
    }

    [Fact]
    public async Task Missing_input_file_stops_the_start()
    {
        using var run = await SampleProcess.RunAsync("--once", "--input", "nowhere.jsonl");

        run.ExitCode.Should().Be(2);
        run.Everything.Should().Contain("--input");
    }

    [Fact]
    public async Task Folder_that_cannot_be_used_stops_the_start()
    {
        using var workspace = new Workspace();

        using var run = await SampleProcess.RunAsync("--once", "--data", workspace.Write("a-file", []));

        run.ExitCode.Should().Be(2, run.Everything);
        run.Everything.Should().Contain("--data").And.NotContain("   at ");
    }

    [Fact]
    public async Task Emulator_that_does_not_answer_stops_the_start()
    {
        using var workspace = new Workspace();

        using var run = await SampleProcess.RunAsync("--once", "--data", workspace.Data, "--emulator", "http://127.0.0.1:9/");

        run.ExitCode.Should().Be(2, run.Everything);
        run.Everything.Should().Contain("--emulator").And.NotContain("   at ");
    }

    [Fact]
    public async Task Resume_without_a_folder_is_refused()
    {
        using var run = await SampleProcess.RunAsync("--once", "--resume");

        run.ExitCode.Should().Be(2, run.Everything);
        run.Everything.Should().Contain("--data");
    }

    [Fact]
    public async Task Unknown_option_is_refused()
    {
        using var run = await SampleProcess.RunAsync("--twice");

        run.ExitCode.Should().Be(2, run.Everything);
        run.Everything.Should().Contain("--twice");
    }
}

using Notify.EndToEnd.Tests.Processes;

namespace Notify.EndToEnd.Tests;

/// <summary>A channel outside Core goes through every stage.</summary>
public class ChannelSampleTests
{
    [Fact]
    public async Task Channel_that_core_does_not_know_is_queued_filtered_rendered_sent_and_read()
    {
        using var workspace = new Workspace();
        var run = ChildProcess.Start(Program(), [workspace.Data]);

        (await run.EndAsync(TimeSpan.FromMinutes(1))).Should().Be(0, run.Everything);

        run.Output.Where(l => l.StartsWith("letter:", StringComparison.Ordinal)).Should().Equal("letter: Bonjour Aline, votre colis est prêt. Code 4711.");
        run.Output.Where(l => l.StartsWith("Aline:", StringComparison.Ordinal)).Should().Equal(
            "Aline: queued", "Aline: claimed", "Aline: sending", "Aline: sent accepted", "Aline: read receipt");
        run.Output.Where(l => l.StartsWith("Eric:", StringComparison.Ordinal)).Should().Equal("Eric: blocked opt_out");
    }

    [Fact]
    public void It_is_less_than_150_lines() => Directory.GetFiles(SampleFolder(), "*.cs").Sum(f => File.ReadLines(f).Count()).Should().BeLessThan(150);

    // In its own folder: it brings what this project takes from the web framework.
    private static string Program() => Path.Combine(
        SampleFolder(), "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Notify.Sample.Channel.dll");

    private static string SampleFolder() => Repo.At("samples", "Notify.Sample.Channel");
}

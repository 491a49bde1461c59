namespace Notify.EndToEnd.Tests.Processes;

/// <summary>A whole run of the sample worker.</summary>
internal static class SampleProcess
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(3);

    public static async Task<ChildProcess> RunAsync(params string[] arguments)
    {
        var run = ChildProcess.Start("Notify.Sample.Worker.dll", arguments);
        await run.EndAsync(LongestRun);
        return run;
    }
}

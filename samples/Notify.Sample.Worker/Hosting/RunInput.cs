namespace Notify.Sample.Worker.Hosting;

/// <summary>The input file of a run. The data folder keeps its path for <c>--resume</c>: another file's lines would be taken for those queued before.</summary>
internal static class RunInput
{
    private static readonly string SampleFile = Path.Combine(AppContext.BaseDirectory, "notifications.jsonl");

    /// <summary>The options with the file of the run: the one given, that of the run carried on with, or the sample's own.</summary>
    public static RunOptions Find(RunOptions options) => options with { Input = options.Input ?? Kept(options) ?? SampleFile };

    /// <summary>Why the run cannot be of this file; null where it can.</summary>
    public static string? ProblemOf(RunOptions options)
    {
        if (!File.Exists(options.Input))
        {
            return $"--input: there is no file {options.Input}; give the path of a .jsonl file.";
        }

        // Any is taken where nothing of the first can be queued yet, and where the first is gone: a file that was moved has another path.
        return options.HoldsRun && Kept(options) is { } kept && kept != options.Input && File.Exists(kept)
            ? $"--input: the run in {options.DataFolder} is of {kept}; leave --input out to carry on with it, or begin another run in another --data folder."
            : null;
    }

    public static Task KeepAsync(RunOptions options, CancellationToken cancellationToken) => DataFile.WriteAsync(options.InputFile, options.Input!, cancellationToken);

    private static string? Kept(RunOptions options) => options.Resume ? DataFile.Read(options.InputFile) : null;
}

namespace Notify.Sample.Worker.Hosting;

/// <summary>The folder of a run that was given none.</summary>
internal static class RunFolder
{
    /// <summary>After a run that could not start: the folder goes where nothing in it is of use, else it is told where the log is.</summary>
    public static void Leave(RunOptions options, int exitCode)
    {
        if (!options.HasOwnFolder || exitCode != StartProblems.CannotRun)
        {
            return;
        }

        if (options.HoldsRun || new FileInfo(options.LogFile) is { Exists: true, Length: > 0 })
        {
            Console.Error.WriteLine($"Log: {options.LogFile}");
        }
        else
        {
            Directory.Delete(options.DataFolder, recursive: true);
        }
    }
}

using Microsoft.Extensions.Options;
using Notify.Sample.Worker.Emulation;
using Notify.Storage;
using Notify.Templates;
using Npgsql;

namespace Notify.Sample.Worker.Hosting;

/// <summary>Says in words why the program cannot run.</summary>
internal static class StartProblems
{
    public const int CannotRun = 2;

    public static string? Of(RunOptions options)
    {
        if (options.Resume && File.Exists(options.UsesPostgres ? options.Database : options.SchemaFile))
        {
            return $"--data: {options.DataFolder} holds a run on {(options.UsesPostgres ? "SQLite; leave --storage and --connection out" : "PostgreSQL; add --storage postgres and --connection")}.";
        }

        return options is { HoldsRun: true, Resume: false }
            ? $"--data: {options.DataFolder} holds a run already; add --resume to carry on with it, or give another folder."
            : WithFolder(options);
    }

    /// <summary>Why an agent cannot be served: it would begin the store, and the run would then find the folder taken.</summary>
    public static string? WithoutRun(RunOptions options) => options.HoldsRun
        ? null
        : $"--mcp: {options.DataFolder} holds no run; start one with --data first, and name the folder by its full path: a client starts its servers in a folder of its own.";

    /// <summary>What a person can do about an exception; null for bugs, whose trace is worth seeing.</summary>
    public static string? Explain(Exception exception, bool isStarting) => exception switch
    {
        OptionsValidationException wrong => WrongConfiguration(string.Join(Environment.NewLine, wrong.Failures)),
        AggregateException { InnerExceptions: var inner } when inner.All(e => e is OptionsValidationException) =>
            WrongConfiguration(string.Join(Environment.NewLine, inner.SelectMany(e => ((OptionsValidationException)e).Failures))),
        // What the host throws for a setting it cannot read, or for a call that is missing inside AddNotify.
        InvalidOperationException when isStarting => WrongConfiguration(exception.Message),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
            $"The emulator does not answer: {exception.Message}. See that it runs, and that --emulator has its address.",
        NpgsqlException when isStarting => $"--connection: the database cannot be used. {exception.Message}",
        IOException when isStarting => $"{exception.Message} If another run uses the folder, end that one or name another with --data.",
        UnfitEmulatorException or TemplateFileException or StorageException or IOException or UnauthorizedAccessException or HttpRequestException => exception.Message,
        _ => null,
    };

    public static int Tell(string problem)
    {
        Console.Error.WriteLine(problem);
        return CannotRun;
    }

    // Makes the folder and tries to write where the run will.
    private static string? WithFolder(RunOptions options)
    {
        try
        {
            Directory.CreateDirectory(options.DataFolder);
            using var log = new FileStream(options.LogFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"--data: {options.DataFolder} cannot be used; give another folder. {e.Message}";
        }
    }

    private static string WrongConfiguration(string details) => "Wrong configuration:" + Environment.NewLine + details;
}

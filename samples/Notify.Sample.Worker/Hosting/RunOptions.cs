namespace Notify.Sample.Worker.Hosting;

/// <summary>What was asked for on the command line.</summary>
internal sealed record RunOptions
{
    /// <summary>End when all is done, instead of keeping the phone page open.</summary>
    public bool Once { get; init; }

    /// <summary>Carry on with what the data folder holds.</summary>
    public bool Resume { get; init; }

    /// <summary>The input file; null where none was given and <see cref="RunInput"/> has not found it yet.</summary>
    public string? Input { get; init; }

    /// <summary>Where the database, the emulator's list and the log are kept.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whether the folder was made for this run, because none was given.</summary>
    public bool HasOwnFolder { get; init; }

    /// <summary>An emulator that runs already; null to start one.</summary>
    public Uri? Emulator { get; init; }

    /// <summary>Start the emulator as a process of its own instead of inside this one.</summary>
    public bool EmulatorProcess { get; init; }

    /// <summary>Settings of the form <c>--Worker:Lease=00:00:03</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Keeps it in PostgreSQL instead of a SQLite file.</summary>
    public bool UsesPostgres { get; init; }

    /// <summary>The PostgreSQL database; null for SQLite.</summary>
    public string? Connection { get; init; }

    public string Database => Path.Combine(DataFolder, "notify.db");

    /// <summary>Tells the PostgreSQL schema of the run.</summary>
    public string SchemaFile => Path.Combine(DataFolder, "schema");

    /// <summary>Whether a run was begun in the folder.</summary>
    public bool HoldsRun => File.Exists(Database) || File.Exists(SchemaFile);

    /// <summary>Tells the path of the input file.</summary>
    public string InputFile => Path.Combine(DataFolder, "input");

    /// <summary>Tells how far the list of an emulator that ran already was when the run began.</summary>
    public string AcceptedBeforeFile => Path.Combine(DataFolder, "accepted-before");

    public string EmulatorFolder => Path.Combine(DataFolder, "emulator");

    public string LogFile => Path.Combine(DataFolder, "worker.log");
}

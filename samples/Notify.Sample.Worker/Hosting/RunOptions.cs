namespace Notify.Sample.Worker.Hosting;

/// <summary>What was asked for on the command line.</summary>
internal sealed record RunOptions
{
    /// <summary>End when all is done, instead of keeping the phone page open.</summary>
    public bool Once { get; init; }

    /// <summary>Carry on with what the data folder holds.</summary>
    public bool Resume { get; init; }

    /// <summary>The input file.</summary>
    public required string Input { get; init; }

    /// <summary>Where the database, the emulator's list and the log are kept.</summary>
    public required string DataFolder { get; init; }

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

    public string EmulatorFolder => Path.Combine(DataFolder, "emulator");

    public string LogFile => Path.Combine(DataFolder, "worker.log");
}

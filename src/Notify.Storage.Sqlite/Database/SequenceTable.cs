namespace Notify.Storage.Sqlite.Database;

/// <summary>Numbers that never come twice, whatever the process.</summary>
internal sealed class SequenceTable(Connection connection)
{
    public const string Lease = "lease";
    public const string Audit = "audit";
    public const string Templates = "templates";

    private static readonly SqlFile Sql = SqlFile.Of("Database/sequence");

    private readonly Statement _read = connection.Prepare(Sql["read"]);
    private readonly Statement _next = connection.Prepare(Sql["next"]);
    private readonly Statement _write = connection.Prepare(Sql["write"]);

    private long? _audit;

    public long Read(string name) => _read.Bind(1, name).Number() ?? 0;

    public long Next(string name)
    {
        _next.Bind(1, name);
        _next.Step();
        var value = _next.Number(0);
        _next.Step();
        return value;
    }

    /// <summary>The next audit number. Taken in memory and written once per transaction, which nobody else can be in.</summary>
    public long NextAudit()
    {
        var next = (_audit ?? Read(Audit)) + 1;
        _audit = next;
        return next;
    }

    /// <summary>Before the commit: writes the numbers taken in memory.</summary>
    public void Flush()
    {
        if (_audit is { } value)
        {
            _write.Bind(1, Audit).Bind(2, value).Run();
        }
    }

    /// <summary>After the transaction, however it ended.</summary>
    public void Forget() => _audit = null;
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Notify.Storage.Postgres;
using Npgsql;

namespace Notify.Sample.Worker.Hosting;

/// <summary>The command line.</summary>
internal sealed partial class SampleCommand
{
    private const string Sqlite = "sqlite";
    private const string Postgres = "postgres";

    // Ctrl+C: sends under way get this long to finish.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    private readonly Option<bool> _once = new("--once")
    {
        Description = "End when nothing is due within 60 s, no receipt is awaited and everything people wrote is handled. The last line printed is one JSON object.",
    };

    private readonly Option<FileInfo> _input = new("--input")
    {
        Description = "File of notifications, one JSON object a line (notifications.schema.json). Default: the sample's own; with --resume that of the run.",
        HelpName = "file",
    };

    private readonly Option<DirectoryInfo> _data = new("--data")
    {
        Description = "Folder for the database, the emulator's list and the log. Default: a new temporary folder.",
        HelpName = "folder",
    };

    private readonly Option<string> _storage = new("--storage")
    {
        Description = "Where the run is kept.",
        DefaultValueFactory = _ => Sqlite,
    };

    private readonly Option<string> _connection = new("--connection")
    {
        Description = "The PostgreSQL database, for instance 'Host=localhost;Database=app;Username=app;Password=…'. Each run has a schema of its own in it.",
        HelpName = "text",
    };

    private readonly Option<bool> _printSchema = new("--print-schema")
    {
        Description = "Print the script that makes the PostgreSQL schema, for those who run it by hand, and end.",
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Carry on with the run in --data after a crash. Lines that were queued before are found by their keys.",
    };

    private readonly Option<Uri> _emulator = new("--emulator")
    {
        Description = "Address of an emulator that runs already. It must have this run's secrets: --token, --app-secret and --verify-token of the emulator as in appsettings.json.",
        HelpName = "url",
        CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : Fail(result),
    };

    private readonly Option<bool> _emulatorProcess = new("--emulator-process")
    {
        Description = "Start the emulator as a process of its own.",
    };

    private readonly Option<string> _mcp = new("--mcp")
    {
        Description = "Serve the tools of an agent over MCP, on stdin and stdout, for this tenant and on the run in --data, instead of a run. That run sends what the agent queues.",
        HelpName = "tenant",
    };

    public static SampleCommand Create() => new();

    public async Task<int> RunAsync(string[] args)
    {
        // Not a RootCommand: that has the name of the program file, which nobody types.
        var root = new Command(
            "./run.sh",
            "Queues a file of notifications with Notify and delivers them to an emulator of WhatsApp and SMS. "
            + "Every setting of appsettings.json can be given too: --Worker:Lease=00:00:03 --Receipts:Window=00:00:05")
        {
            _once, _input, _data, _storage, _connection, _printSchema, _resume, _emulator, _emulatorProcess, _mcp, new HelpOption(), new VersionOption(),
        };
        _storage.AcceptOnlyFromAmong(Sqlite, Postgres);
        root.Validators.Add(result =>
        {
            if (result.GetValue(_resume) && result.GetResult(_data) is null)
            {
                result.AddError("--resume carries on with a run: name its folder with --data.");
            }

            if (result.GetValue(_mcp) is { } tenant && (tenant.Length == 0 || result.GetResult(_data) is null))
            {
                result.AddError("--mcp serves one tenant on a run: name both, --mcp default --data FOLDER.");
            }

            if (result.GetValue(_emulatorProcess) && result.GetResult(_emulator) is not null)
            {
                result.AddError("--emulator names an emulator that runs already; leave --emulator-process out.");
            }
        });

        root.Validators.Add(CheckConnection);

        var settings = args.Where(a => Setting().IsMatch(a)).ToArray();
        root.SetAction((parsed, cancellationToken) => parsed.GetValue(_printSchema)
            ? PrintSchemaAsync()
            : parsed.GetValue(_mcp) is { } tenant ? SampleTools.ServeAsync(Options(parsed, settings), tenant, cancellationToken)
            : SampleRun.RunAsync(Options(parsed, settings), cancellationToken));
        var command = root.Parse(args.Where(a => !Setting().IsMatch(a)).ToArray());
        var exitCode = await command.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = LongestStop });
        return command.Errors.Count > 0 ? StartProblems.CannotRun : exitCode;
    }

    private RunOptions Options(ParseResult parsed, IReadOnlyList<string> settings) => new()
    {
        Once = parsed.GetValue(_once),
        Resume = parsed.GetValue(_resume),
        Input = parsed.GetValue(_input)?.FullName,
        HasOwnFolder = parsed.GetResult(_data) is null,
        DataFolder = parsed.GetValue(_data)?.FullName ?? Directory.CreateTempSubdirectory("notify-sample-").FullName,
        UsesPostgres = parsed.GetValue(_storage) == Postgres,
        Connection = parsed.GetValue(_connection),
        Emulator = parsed.GetValue(_emulator),
        EmulatorProcess = parsed.GetValue(_emulatorProcess),
        Settings = settings,
    };

    private static async Task<int> PrintSchemaAsync()
    {
        await Console.Out.WriteAsync(PostgresSchema.Script());
        return 0;
    }

    private void CheckConnection(CommandResult result)
    {
        var isPostgres = result.GetValue(_storage) == Postgres;
        if (result.GetValue(_connection) is not { } connection)
        {
            if (isPostgres)
            {
                result.AddError("--storage postgres wants to know where the database is: --connection \"Host=localhost;Database=app;Username=app;Password=…\"");
            }

            return;
        }

        if (!isPostgres)
        {
            result.AddError("--connection names a PostgreSQL database: add --storage postgres.");
            return;
        }

        try
        {
            if (string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connection).Host))
            {
                result.AddError("--connection names no Host.");
            }
        }
        catch (ArgumentException e)
        {
            result.AddError($"--connection is no connection string: {e.Message}");
        }
    }

    private static Uri? Fail(ArgumentResult result)
    {
        result.AddError("--emulator wants an address such as http://127.0.0.1:5080.");
        return null;
    }

    [GeneratedRegex("^--[A-Za-z]+(:[A-Za-z0-9_-]+)+=", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}

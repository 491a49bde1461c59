using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Notify.PrivateServers;

/// <summary>The script that keeps a server, as a process that ends when its input does, so also when this process is killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly StringBuilder _errors = new();
    private readonly Process _process;

    private ServerProcess(string kind, IEnumerable<string> settings, IReadOnlyDictionary<string, string> environment)
    {
        // A session of its own: what ends the tests' process group does not end it before it has cleared away.
        var start = new ProcessStartInfo("setsid")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["--wait", "bash", "-c", ReadScript(), "servers.sh", kind, .. settings])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => AddError(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
    }

    public string Folder { get; private set; } = "";

    public int Port { get; private set; }

    public string User { get; private set; } = "";

    public string Password { get; private set; } = "";

    public Version Version { get; private set; } = new();

    public string LogFile => Path.Combine(Folder, "log");

    public static async Task<ServerProcess> StartAsync(
        string kind, IEnumerable<string> settings, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var server = new ServerProcess(kind, settings, environment);
        try
        {
            await server.ReadyAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task RunAsync(string command, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await _process.StandardInput.WriteLineAsync(command.AsMemory(), cancellationToken);
            await _process.StandardInput.FlushAsync(cancellationToken);

            // Not called off any more: the answer would be taken for that of the next command.
            if (await AnswerAsync(CancellationToken.None) != "ok")
            {
                throw new InvalidOperationException($"The private server did not obey '{command}'.");
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _turn.Dispose();
    }

    private static string ReadScript()
    {
        using var reader = new StreamReader(typeof(ServerProcess).Assembly.GetManifestResourceStream("servers.sh")!);
        return reader.ReadToEnd();
    }

    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        if (await AnswerAsync(cancellationToken) is not { } line)
        {
            await _process.WaitForExitAsync(cancellationToken);
            throw new InvalidOperationException($"A private server could not be started. {Errors()}");
        }

        var parts = line.Split(' ');
        (Folder, User, Password) = (parts[1], parts[3], parts[4]);
        Port = int.Parse(parts[2], CultureInfo.InvariantCulture);
        Version = Version.Parse(parts[5].Contains('.', StringComparison.Ordinal) ? parts[5] : parts[5] + ".0");
    }

    private async Task<string?> AnswerAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, TimeProvider.System, cancellationToken);

    private void AddError(string? line)
    {
        lock (_errors)
        {
            _errors.AppendLine(line);
        }
    }

    private string Errors()
    {
        lock (_errors)
        {
            return _errors.ToString().Trim();
        }
    }
}

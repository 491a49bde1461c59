using System.Diagnostics;

namespace Notify.Emulators.Tests.Support;

/// <summary>The emulator as a process of its own.</summary>
public sealed class EmulatorProcess : IDisposable
{
    private const string Announcement = "Notify emulator (Meta) listening on ";
    private readonly Process _process;

    private EmulatorProcess(Process process) => _process = process;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public int ExitCode => _process.ExitCode;

    public static async Task<EmulatorProcess> StartAsync(params string[] arguments)
    {
        var process = new EmulatorProcess(Run(["meta", .. arguments]));
        while (await process._process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                process.Address = new Uri(line[Announcement.Length..]);
                return process;
            }
        }

        throw new InvalidOperationException(await process._process.StandardError.ReadToEndAsync());
    }

    /// <summary>The next line it printed, after the one with its address.</summary>
    public Task<string?> NextLineAsync() => _process.StandardOutput.ReadLineAsync();

    /// <summary>Runs to the end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunToEndAsync(params string[] arguments)
    {
        using var process = Run(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>As kill -9 does.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync();
    }

    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static Process Run(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Notify.Emulators.dll"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}

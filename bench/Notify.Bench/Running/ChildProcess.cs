using System.Diagnostics;

namespace Notify.Bench.Running;

/// <summary>A program in a process of its own that is talked to by lines. It must end when its input ends, so that it never outlives this one.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>A .NET program that lies beside this one.</summary>
    public static ChildProcess StartDotnet(string assembly, params IEnumerable<string> arguments) => Start(
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
        [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]);

    /// <summary>Another command of this program.</summary>
    public static ChildProcess StartSelf(params IEnumerable<string> arguments) => StartDotnet($"{typeof(ChildProcess).Assembly.GetName().Name}.dll", arguments);

    public static ChildProcess Start(string program, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = folder ?? "" };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The next line it prints; null once it prints no more.</summary>
    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync();

    /// <summary>The last line it prints before it ends.</summary>
    /// <exception cref="InvalidOperationException">It ended badly, or printed nothing.</exception>
    public async Task<string> LastLineAsync()
    {
        string? last = null;
        while (await ReadLineAsync() is { } line)
        {
            last = line;
        }

        await _process.WaitForExitAsync();
        return _process.ExitCode == 0 && last is not null
            ? last
            : throw new InvalidOperationException($"{_process.StartInfo.FileName} {_process.StartInfo.ArgumentList[0]} ended with {_process.ExitCode}: {last}");
    }

    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}

using System.Diagnostics;

namespace Notify.EndToEnd.Tests.Processes;

/// <summary>A .NET program in a process of its own, with what it printed.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Found)> _waiting = [];

    private ChildProcess(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public IReadOnlyList<string> Output => Copy(_output);

    public string Everything => string.Join('\n', Copy(_output).Concat(Copy(_errors)));

    /// <summary>Starts an assembly that lies beside the tests.</summary>
    public static ChildProcess Start(string assembly, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = new Process { StartInfo = start };
        var child = new ChildProcess(process);
        process.OutputDataReceived += (_, line) => child.Note(child._output, line.Data);
        process.ErrorDataReceived += (_, line) => child.Note(child._errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>The first line printed that is wanted, now or later.</summary>
    public Task<string> LineAsync(Func<string, bool> wanted)
    {
        lock (_gate)
        {
            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_output.Find(line => wanted(line)) is { } line)
            {
                found.SetResult(line);
            }
            else
            {
                _waiting.Add((wanted, found));
            }

            return found.Task;
        }
    }

    /// <summary>Gives it a line to read.</summary>
    public void Say(string line) => _process.StandardInput.WriteLine(line);

    /// <summary>Gives it no more to read.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>As <c>kill -9</c>.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits until it ends by itself and all it printed is read.</summary>
    public async Task<int> EndAsync(TimeSpan longest)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(longest);
        }
        catch (TimeoutException e)
        {
            _process.Kill();
            throw new TimeoutException($"It did not end within {longest}. It printed:\n{Everything}", e);
        }

        return ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Note(List<string> lines, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            lines.Add(line);
            foreach (var (wanted, found) in _waiting)
            {
                if (ReferenceEquals(lines, _output) && wanted(line))
                {
                    found.TrySetResult(line);
                }
            }
        }
    }

    private List<string> Copy(List<string> lines)
    {
        lock (_gate)
        {
            return [.. lines];
        }
    }
}

using Notify.EndToEnd.Tests.Processes;
using Notify.Sample.Worker.Emulation;

namespace Notify.EndToEnd.Tests.Ending;

/// <summary>An emulator that is owed nothing and owes nothing, and the sample's way to it.</summary>
public sealed class IdleEmulator : IAsyncLifetime, IDisposable
{
    private readonly Workspace _workspace = new();
    private EmulatorProcess? _process;
    private EmulatorClient? _client;

    internal EmulatorClient Client => _client!;

    public async Task InitializeAsync()
    {
        _process = await EmulatorProcess.StartAsync(_workspace.EmulatorData, "secret");
        _client = new EmulatorClient(_process.Address);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client?.Dispose();
        _process?.Dispose();
        _workspace.Dispose();
    }
}

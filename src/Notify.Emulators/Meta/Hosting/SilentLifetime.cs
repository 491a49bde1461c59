using Microsoft.Extensions.Hosting;

namespace Notify.Emulators.Meta.Hosting;

/// <summary>Leaves signals and the console to whoever started the emulator.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

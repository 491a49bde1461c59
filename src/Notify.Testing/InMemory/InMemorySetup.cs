using Notify.Storage;

namespace Notify.Testing.InMemory;

/// <summary>There is nothing to set up.</summary>
internal sealed class InMemorySetup : IStorageSetup
{
    public string Name => "in-memory (for tests)";

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

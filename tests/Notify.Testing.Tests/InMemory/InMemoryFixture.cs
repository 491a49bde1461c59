using Microsoft.Extensions.DependencyInjection;
using Notify.Testing.Conformance;

namespace Notify.Testing.Tests.InMemory;

public class InMemoryFixture : StorageFixture
{
    private ServiceProvider? _services;

    public override Task<StoragePorts> CreateAsync()
    {
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddNotify(notify => notify.UseInMemoryStorageForTests())
            .BuildServiceProvider();
        return Task.FromResult(StoragePorts.From(_services));
    }

    // Memory is one process's own: the races run within it.
    public override Task<StoragePorts> OpenSecondAsync() => Task.FromResult(StoragePorts.From(_services!));

    protected override ValueTask RemoveAsync() => _services?.DisposeAsync() ?? ValueTask.CompletedTask;
}

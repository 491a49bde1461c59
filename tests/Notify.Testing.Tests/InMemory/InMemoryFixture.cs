using Microsoft.Extensions.DependencyInjection;
using Notify.Testing.Conformance;

namespace Notify.Testing.Tests.InMemory;

public sealed class InMemoryFixture : StorageFixture
{
    private ServiceProvider? _services;

    public override Task<StoragePorts> CreateAsync()
    {
        var notify = new TestNotifyBuilder();
        notify.Services.AddSingleton<TimeProvider>(Clock);
        notify.UseInMemoryStorageForTests();
        _services = notify.Services.BuildServiceProvider();
        return OpenSecondAsync();
    }

    public override Task<StoragePorts> OpenSecondAsync() => Task.FromResult(StoragePorts.From(_services!));

    protected override ValueTask RemoveAsync() => _services?.DisposeAsync() ?? ValueTask.CompletedTask;
}

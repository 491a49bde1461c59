using Microsoft.Extensions.DependencyInjection;
using Notify.Testing.Conformance;

namespace Notify.Storage.Sqlite.Tests.Support;

/// <summary>A database file of its own; every opening is a provider of its own, as another process would be.</summary>
public sealed class SqliteFixture : StorageFixture
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "notify-sqlite-tests", Guid.NewGuid().ToString("N"));
    private readonly List<ServiceProvider> _openings = [];

    public string File => Path.Combine(_folder, "notify.db");

    public override Task<StoragePorts> CreateAsync() => OpenAsync();

    public override Task<StoragePorts> OpenSecondAsync() => OpenAsync();

    public async Task<StoragePorts> OpenAsync(Action<SqliteOptions>? configure = null)
    {
        var services = new ServiceCollection()
            .AddNotify(notify => notify.UseSqlite(options =>
            {
                options.Path = File;
                options.Now = Clock.GetUtcNow;
                configure?.Invoke(options);
            }))
            .BuildServiceProvider();
        _openings.Add(services);
        var ports = StoragePorts.From(services);
        await ports.Setup.PrepareAsync(default);
        return ports;
    }

    public IServiceProvider Services => _openings[0];

    protected override async ValueTask RemoveAsync()
    {
        foreach (var opening in _openings)
        {
            await opening.DisposeAsync();
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Notify.Storage.Sqlite.Database;
using Notify.Testing.Conformance;

namespace Notify.Storage.Sqlite.Tests.Support;

/// <summary>A test with a database of its own.</summary>
public abstract class SqliteTest : IAsyncLifetime
{
    protected SqliteFixture Fixture { get; } = new();

    protected StoragePorts Store { get; private set; } = null!;

    internal SqliteDatabase Database => Fixture.Services.GetRequiredService<SqliteDatabase>();

    public async Task InitializeAsync() => Store = await Fixture.CreateAsync();

    public async Task DisposeAsync() => await Fixture.DisposeAsync();

    /// <summary>Another program's hand on the file.</summary>
    internal Connection Outside() => new(Fixture.File, TimeSpan.FromSeconds(30));
}

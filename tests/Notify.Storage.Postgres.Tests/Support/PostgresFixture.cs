using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Notify.Testing.Conformance;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>A database of its own, with a clock the test moves; every opening is a provider of its own, as another process would be.</summary>
public class PostgresFixture : StorageFixture
{
    private readonly List<ServiceProvider> _openings = [];
    private NpgsqlDataSource? _hand;

    /// <summary>To the test's database, straight.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Set by a test that makes or drops tables: nobody else is given its database afterwards.</summary>
    public bool ChangesTables { get; set; }

    /// <summary>Another program's hand on the database.</summary>
    public NpgsqlDataSource Hand => _hand!;

    public override async Task<StoragePorts> CreateAsync()
    {
        ConnectionString = await TestServer.CreateDatabaseAsync();
        _hand = Sql.Source(ConnectionString);
        await SetTimeAsync(Clock.GetUtcNow());
        await TakeAsync();
        return await OpenAsync();
    }

    public override Task<StoragePorts> OpenSecondAsync() => OpenAsync();

    public async Task<StoragePorts> OpenAsync(Action<PostgresOptions>? configure = null)
    {
        var services = Services(options =>
        {
            options.ConnectionString = ConnectionString;
            Configure(options);
            configure?.Invoke(options);
        });
        _openings.Add(services);
        var ports = StoragePorts.From(services);
        await ports.Setup.PrepareAsync(default);
        return ports;
    }

    public override async Task SetTimeAsync(DateTimeOffset now)
    {
        await base.SetTimeAsync(now);
        await using var command = Hand.CreateCommand($"UPDATE {TestServer.Schema}.standing_clock SET now = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = now.UtcDateTime });
        await command.ExecuteNonQueryAsync();
    }

    public Task AdvanceAsync(TimeSpan by) => SetTimeAsync(Clock.GetUtcNow() + by);

    internal static ServiceProvider Services(Action<PostgresOptions> configure) =>
        new ServiceCollection().AddNotify(notify => notify.UsePostgres(configure)).BuildServiceProvider();

    /// <summary>Makes the way to the database ready, which may have been another test's.</summary>
    protected virtual Task TakeAsync() => Task.CompletedTask;

    /// <summary>What all openings have in common.</summary>
    protected virtual void Configure(PostgresOptions options)
    {
    }

    protected override async ValueTask RemoveAsync()
    {
        foreach (var opening in _openings)
        {
            await opening.DisposeAsync();
        }

        if (_hand is not null)
        {
            await _hand.DisposeAsync();
            await (ChangesTables ? TestServer.DropAsync(ConnectionString) : TestServer.ReturnAsync(ConnectionString));
        }
    }
}

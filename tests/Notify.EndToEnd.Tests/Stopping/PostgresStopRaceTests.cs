using Microsoft.Extensions.DependencyInjection;
using Notify.Hosting;
using Notify.PrivateServers;
using Xunit.Abstractions;

namespace Notify.EndToEnd.Tests.Stopping;

public sealed class PostgresStopRaceTests(ITestOutputHelper output) : StopRaceTests(output)
{
    private PostgresDatabases _databases = null!;
    private string _database = null!;

    private protected override async Task<Action<INotifyBuilder>> MakeStoreAsync()
    {
        _databases = new PostgresDatabases(await SharedPostgres.ConnectionStringAsync);
        _database = await _databases.CreateAsync();
        return notify => notify.UsePostgres(o => (o.ConnectionString, o.MigrateOnStart) = (_database, true));
    }

    private protected override Task RemoveStoreAsync() => _databases.DropAsync(_database);
}

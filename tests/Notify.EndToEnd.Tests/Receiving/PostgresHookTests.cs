using Microsoft.Extensions.DependencyInjection;
using Notify.Hosting;
using Notify.PrivateServers;

namespace Notify.EndToEnd.Tests.Receiving;

public sealed class PostgresHookTests : HookTests
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

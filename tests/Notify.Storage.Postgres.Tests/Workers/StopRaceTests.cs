using Microsoft.Extensions.DependencyInjection;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Tests.OptOut;

namespace Notify.Storage.Postgres.Tests.Workers;

public sealed class StopRaceTests : LiveDatabaseTest
{
    [Fact]
    public async Task Stop_raced_against_two_workers_nothing_follows_its_confirmation()
    {
        await using var race = new StopRace(notify => notify.UsePostgres(Database));

        await race.RunAsync();
    }
}

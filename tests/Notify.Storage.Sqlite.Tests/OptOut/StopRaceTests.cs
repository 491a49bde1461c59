using Microsoft.Extensions.DependencyInjection;
using Notify.Storage.Sqlite.Tests.Support;
using Notify.Tests.OptOut;

namespace Notify.Storage.Sqlite.Tests.OptOut;

public sealed class StopRaceTests : SqliteTest
{
    [Fact]
    public async Task Stop_raced_against_two_workers_nothing_follows_its_confirmation()
    {
        await using var race = new StopRace(notify => notify.UseSqlite(Fixture.File));

        await race.RunAsync();
    }
}

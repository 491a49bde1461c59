using Notify.Hosting;
using Notify.OptOut;
using Xunit.Abstractions;

namespace Notify.EndToEnd.Tests.Stopping;

/// <summary>STOP over either channel, raced against two workers on one store, both providers and all webhooks over HTTP. <c>NOTIFY_LONG=1</c> races 1,000 times.</summary>
public abstract class StopRaceTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("NOTIFY_LONG") == "1";

    private Action<INotifyBuilder> _store = null!;

    public async Task InitializeAsync() => _store = await MakeStoreAsync();

    public Task DisposeAsync() => RemoveStoreAsync();

    [Theory]
    [InlineData(OptOutScope.AllChannels, true, 50)]
    [InlineData(OptOutScope.Channel, true, 25)]
    [InlineData(OptOutScope.AllChannels, false, 25)]
    [InlineData(OptOutScope.Channel, false, 25)]
    public async Task Stop_raced_against_two_workers_nothing_follows_its_confirmation(OptOutScope scope, bool listsTenants, int shortRounds)
    {
        var rounds = IsLong ? 1000 : shortRounds;
        await using var race = new StopRace(_store, scope, listsTenants);
        await race.StartAsync();

        await race.RunAsync(rounds);

        output.WriteLine(race.Figures);
        race.Accepted.Should().BeGreaterThan(rounds, "messages were under way when the word came");
        race.Ended.Should().BeGreaterThan(rounds, "messages waited when the word came");
    }

    /// <summary>Makes an empty store.</summary>
    private protected abstract Task<Action<INotifyBuilder>> MakeStoreAsync();

    private protected virtual Task RemoveStoreAsync() => Task.CompletedTask;
}

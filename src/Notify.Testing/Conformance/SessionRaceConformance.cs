using System.Text.Json.Nodes;
using Notify.Sessions;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="ISessionStore"/> promises to many at once.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class SessionRaceConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private const int Callers = 128;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_by_many_at_once_gives_all_the_same(bool hasExpired)
    {
        var contact = await Work.ContactAsync();
        Guid? old = null;
        if (hasExpired)
        {
            old = (await Work.SessionAsync()).Id;
            await Work.AdvanceAsync(Work.Day);
        }

        var second = await Work.SecondAsync();

        var sessions = await Race.RunAsync(Callers, i => (i % 2 == 0 ? Store : second).Sessions.OpenAsync(
            new SessionOpening(Guid.CreateVersion7(Work.Now), Work.Tenant, contact.Id, Channel.WhatsApp, Work.Day), default));

        var id = Assert.Single(sessions.Select(s => s!.Id).Distinct());
        Assert.NotEqual(old, id);
        Assert.Equal(Enumerable.Range(1, Callers).Select(v => (long)v), sessions.Select(s => s!.Version).Order());
    }

    [Fact]
    public async Task Change_by_many_at_once_loses_no_key()
    {
        var id = (await Work.SessionAsync()).Id;
        var second = await Work.SecondAsync();

        await Race.RunAsync(Callers, i => (i % 2 == 0 ? Store : second).Sessions.ChangeAsync(
            new SessionChange(id) { Values = new JsonObject { [$"key-{i}"] = i } }, default));

        var session = await Work.FindSessionAsync(id);
        Assert.Equal(Callers, session!.Context.Keys.Count);
        Assert.Equal(Callers + 1, session.Version);
        Assert.All(Enumerable.Range(0, Callers), i => Assert.Equal($"{i}", session.Context.Text($"key-{i}")));
    }

    [Fact]
    public async Task Change_of_one_version_is_made_by_one_of_many()
    {
        var session = await Work.SessionAsync();
        var second = await Work.SecondAsync();

        var results = await Race.RunAsync(16, i => (i % 2 == 0 ? Store : second).Sessions.ChangeAsync(
            new SessionChange(session.Id) { Values = new JsonObject { ["by"] = i }, ExpectedVersion = session.Version }, default));

        Assert.Single(results, r => r.Status == SessionChangeStatus.Changed);
        Assert.Equal(15, results.Count(r => r.Status == SessionChangeStatus.Conflict));
    }
}

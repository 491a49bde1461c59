using System.Text.Json.Nodes;
using Notify.Sessions;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="ISessionStore"/> promises.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class SessionConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Open_of_a_person_without_one_makes_one()
    {
        var session = await Work.SessionAsync(channel: Channel.Voice);

        Assert.Equal((SessionStatus.Active, Channel.Voice, Channel.Voice, 1L), (session.Status, session.StartedOver, session.LastChannel, session.Version));
        Assert.Equal((Work.Now, Work.Now, Work.Now + Work.Day), (session.StartedAt, session.ActiveAt, session.ExpiresAt));
        Assert.Equal((Work.Tenant, (await Work.ContactAsync()).Id), (session.Tenant, session.ContactId));
        Assert.Equal(((DateTimeOffset?)null, (Guid?)null, 0), (session.EndedAt, session.SummaryId, session.Context.Keys.Count));
        Same(session, await Work.FindSessionAsync(session.Id));
    }

    [Fact]
    public async Task Open_again_prolongs_the_one_that_is_open()
    {
        var first = await Work.SessionAsync(channel: Channel.Voice);
        await Work.MergeAsync(first.Id, """{"name":"Aline"}""");
        await Work.AdvanceAsync(Hour);

        var again = await Work.SessionAsync(channel: Channel.Sms);

        Assert.Equal((first.Id, Channel.Voice, Channel.Sms, 3L), (again.Id, again.StartedOver, again.LastChannel, again.Version));
        Assert.Equal((first.StartedAt, Work.Now, Work.Now + Work.Day), (again.StartedAt, again.ActiveAt, again.ExpiresAt));
        Assert.Equal("Aline", again.Context.Text("name"));
        Same(again, await Work.FindSessionAsync(first.Id));
    }

    [Fact]
    public async Task Open_with_a_shorter_life_takes_none_away()
    {
        var first = await Work.SessionAsync();

        Assert.Equal(first.ExpiresAt, (await Work.SessionAsync(lifetime: Hour)).ExpiresAt);
    }

    [Fact]
    public async Task Open_after_the_expiry_closes_it_as_of_then_and_makes_another()
    {
        var first = await Work.SessionAsync();
        await Work.MergeAsync(first.Id, """{"name":"Aline"}""");
        await Work.AdvanceAsync(Work.Day);

        var second = await Work.SessionAsync(since: first.ExpiresAt - Hour);

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal((first.ExpiresAt, 0), (second.StartedAt, second.Context.Keys.Count));
        var closed = await Work.FindSessionAsync(first.Id);
        Assert.Equal((SessionStatus.Closed, first.ExpiresAt), (closed!.Status, closed.EndedAt));
    }

    [Theory]
    [InlineData(-60, -60)]
    [InlineData(60, 0)]
    public async Task Open_begins_a_new_one_when_it_happened_but_never_later_than_now(int since, int began) => Assert.Equal(
        Work.Now + TimeSpan.FromMinutes(began), (await Work.SessionAsync(since: Work.Now + TimeSpan.FromMinutes(since))).StartedAt);

    [Fact]
    public async Task Open_after_a_close_makes_another()
    {
        var first = await Work.SessionAsync();
        await Work.ChangeAsync(new SessionChange(first.Id) { Status = SessionStatus.Closed });

        Assert.NotEqual(first.Id, (await Work.SessionAsync()).Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_of_a_person_who_was_erased_makes_none(bool isOpen)
    {
        var contact = await Work.ContactAsync();
        _ = isOpen ? await Work.SessionAsync() : null;
        await Work.EraseAsync();

        Assert.Null(await Store.Sessions.OpenAsync(new SessionOpening(Guid.CreateVersion7(Work.Now), Work.Tenant, contact.Id, Channel.WhatsApp, Work.Day), default));

        Assert.Empty(await IdsAsync(new SessionSelection(Work.Tenant)));
    }

    [Fact]
    public async Task Open_keeps_people_and_tenants_apart()
    {
        var session = await Work.SessionAsync();

        Assert.NotEqual(session.Id, (await Work.SessionAsync("+250788000002")).Id);
        Assert.NotEqual(session.Id, (await Work.SessionAsync(tenant: "globex")).Id);
    }

    [Fact]
    public async Task Change_merges_values_by_key()
    {
        var id = (await Work.SessionAsync()).Id;
        await Work.MergeAsync(id, """{"name":"Aline","call":{"id":7,"notes":["a","b"]},"gone":1}""");

        var changed = await Work.MergeAsync(id, """{"call":{"id":8},"gone":null,"never":null,"é \"' +":[1,2.5,true,"x"]}""");

        Assert.Equal(["call", "name", "é \"' +"], changed.Context.Keys.Order(StringComparer.Ordinal));
        Assert.True(JsonNode.DeepEquals(Work.Object("""{"call":{"id":8},"name":"Aline","é \"' +":[1,2.5,true,"x"]}"""), JsonNode.Parse(changed.Context.ToJson())));
        Assert.Equal(3, changed.Version);
        Same(changed, await Work.FindSessionAsync(id));
    }

    [Fact]
    public async Task Change_if_absent_takes_only_what_has_no_key_yet_and_before_the_values()
    {
        var id = (await Work.SessionAsync()).Id;
        await Work.MergeAsync(id, """{"name":"Aline"}""");

        var changed = await Work.ChangeAsync(new SessionChange(id)
        {
            ValuesIfAbsent = Work.Object("""{"name":"Claude","city":"Huye","language":"rw","none":null}"""),
            Values = Work.Object("""{"city":"Kigali","language":null}"""),
        });

        Assert.True(JsonNode.DeepEquals(Work.Object("""{"name":"Aline","city":"Kigali"}"""), JsonNode.Parse(changed.Context.ToJson())));
    }

    [Fact]
    public async Task Change_sets_status_and_summary_and_leaves_the_rest()
    {
        var session = await Work.SessionAsync();
        var summary = Guid.CreateVersion7(Work.Now);

        var changed = await Work.ChangeAsync(new SessionChange(session.Id) { Status = SessionStatus.FollowUp, SummaryId = summary });

        Assert.Equal((SessionStatus.FollowUp, summary, 2L, session.ExpiresAt), (changed.Status, changed.SummaryId, changed.Version, changed.ExpiresAt));
        Assert.Equal(summary, (await Work.MergeAsync(session.Id, """{"a":1}""")).SummaryId);
        Assert.Equal(SessionStatus.FollowUp, (await Work.SessionAsync()).Status);
    }

    [Fact]
    public async Task Closed_is_final_and_takes_values_only()
    {
        var id = (await Work.SessionAsync()).Id;
        await Work.AdvanceAsync(Hour);
        var closed = await Work.ChangeAsync(new SessionChange(id) { Status = SessionStatus.Closed });
        Assert.Equal((SessionStatus.Closed, Work.Now), (closed.Status, closed.EndedAt));
        await Work.AdvanceAsync(Hour);

        await RefusedAsync(SessionChangeStatus.Closed, new SessionChange(id) { Status = SessionStatus.Active });
        await RefusedAsync(SessionChangeStatus.Closed, new SessionChange(id) { SummaryId = Guid.NewGuid(), Values = Work.Object("""{"a":1}""") });

        Assert.Equal(closed.EndedAt, (await Work.ChangeAsync(new SessionChange(id) { Status = SessionStatus.Closed })).EndedAt);
        Assert.Equal("1", (await Work.MergeAsync(id, """{"a":1}""")).Context.Text("a"));
    }

    [Fact]
    public async Task Expired_takes_values_only_before_it_is_closed_too()
    {
        var session = await Work.SessionAsync();
        await Work.AdvanceAsync(Work.Day);

        await RefusedAsync(SessionChangeStatus.Closed, new SessionChange(session.Id) { Status = SessionStatus.FollowUp });

        Assert.Equal("1", (await Work.MergeAsync(session.Id, """{"a":1}""")).Context.Text("a"));
        Assert.Equal(session.ExpiresAt, (await Work.ChangeAsync(new SessionChange(session.Id) { Status = SessionStatus.Closed })).EndedAt);
    }

    [Fact]
    public async Task Change_of_another_version_is_a_conflict_and_gives_what_there_is()
    {
        var session = await Work.SessionAsync();
        var newer = await Work.MergeAsync(session.Id, """{"a":1}""");

        await RefusedAsync(SessionChangeStatus.Conflict, new SessionChange(session.Id) { Values = Work.Object("""{"a":2}"""), ExpectedVersion = session.Version });

        var changed = await Work.ChangeAsync(new SessionChange(session.Id) { Values = Work.Object("""{"a":2}"""), ExpectedVersion = newer.Version });
        Assert.Equal(("2", 3L), (changed.Context.Text("a"), changed.Version));
    }

    [Fact]
    public async Task Change_that_makes_the_context_too_long_is_refused()
    {
        var id = (await Work.SessionAsync()).Id;
        await Work.MergeAsync(id, $$"""{"a":"{{new string('é', 40_000)}}"}""");

        await RefusedAsync(SessionChangeStatus.TooLong, new SessionChange(id) { Values = new JsonObject { ["b"] = new string('x', 30_000) } });

        Assert.Equal(40_000, (await Work.MergeAsync(id, $$"""{"a":null,"b":"{{new string('x', 40_000)}}"}""")).Context.Text("b")!.Length);
    }

    [Fact]
    public async Task Change_of_an_unknown_one_is_missing() =>
        Assert.Equal(new SessionChangeResult(SessionChangeStatus.Missing, null), await Store.Sessions.ChangeAsync(new SessionChange(Guid.NewGuid()), default));

    [Fact]
    public async Task Get_gives_those_there_are()
    {
        var session = await Work.SessionAsync();

        Assert.Equal([session.Id], (await Store.Sessions.GetAsync([session.Id, Guid.NewGuid(), session.Id], default)).Keys);
        Assert.Empty(await Store.Sessions.GetAsync([], default));
    }

    [Fact]
    public async Task Page_gives_a_tenants_newest_first()
    {
        var sessions = new List<Session>();
        for (var i = 1; i <= 5; i++)
        {
            await Work.AdvanceAsync(Hour);
            sessions.Insert(0, await Work.SessionAsync($"+25078800000{i}"));
        }

        await Work.SessionAsync(tenant: "globex");

        var first = await Store.Sessions.PageAsync(new SessionSelection(Work.Tenant), 2, null, default);
        var second = await Store.Sessions.PageAsync(new SessionSelection(Work.Tenant), 3, first.Next, default);

        Assert.Equal(sessions[..2].Select(s => s.Id), first.Sessions.Select(s => s.Id));
        Assert.Equal(sessions[1].Id, first.Next);
        Assert.Equal(sessions[2..].Select(s => s.Id), second.Sessions.Select(s => s.Id));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Page_of_one_person_and_of_one_status()
    {
        var first = await Work.SessionAsync();
        await Work.ChangeAsync(new SessionChange(first.Id) { Status = SessionStatus.Closed });
        await Work.AdvanceAsync(Hour);
        var second = await Work.SessionAsync();
        var other = await Work.SessionAsync("+250788000002");

        Assert.Equal([second.Id, first.Id], await IdsAsync(new SessionSelection(Work.Tenant) { ContactId = first.ContactId }));
        Assert.Equal([first.Id], await IdsAsync(new SessionSelection(Work.Tenant) { Status = SessionStatus.Closed }));
        Assert.Equal([second.Id], await IdsAsync(new SessionSelection(Work.Tenant) { ContactId = first.ContactId, Status = SessionStatus.Active }));
        Assert.Empty(await IdsAsync(new SessionSelection("globex") { ContactId = other.ContactId }));
    }

    [Fact]
    public async Task CleanUp_closes_what_has_expired_and_removes_what_ended_long_ago()
    {
        var old = await Work.SessionAsync();
        await Work.AdvanceAsync(Hour);
        var recent = await Work.SessionAsync("+250788000002");
        await Work.AdvanceAsync(Work.Day - Hour);

        Assert.Equal(new SessionCleanUp(1, 0), await Store.Sessions.CleanUpAsync(Work.Day, 100, default));
        var closed = await Work.FindSessionAsync(old.Id);
        Assert.Equal((SessionStatus.Closed, old.ExpiresAt), (closed!.Status, closed.EndedAt));
        Assert.Equal(SessionStatus.Active, (await Work.FindSessionAsync(recent.Id))!.Status);

        await Work.AdvanceAsync(Work.Day);
        Assert.Equal(new SessionCleanUp(1, 1), await Store.Sessions.CleanUpAsync(Work.Day, 100, default));
        Assert.Null(await Work.FindSessionAsync(old.Id));
        Assert.NotNull(await Work.FindSessionAsync(recent.Id));
    }

    [Fact]
    public async Task CleanUp_does_no_more_at_once_than_it_may()
    {
        for (var i = 1; i <= 3; i++)
        {
            await Work.SessionAsync($"+25078800000{i}");
        }

        await Work.AdvanceAsync(Work.Day);
        Assert.Equal(2, (await Store.Sessions.CleanUpAsync(Hour, 2, default)).Closed);
        Assert.Equal(1, (await Store.Sessions.CleanUpAsync(Hour, 2, default)).Closed);
        await Work.AdvanceAsync(Hour);
        Assert.Equal(2, (await Store.Sessions.CleanUpAsync(Hour, 2, default)).Removed);
    }

    [Fact]
    public async Task Erasing_a_person_removes_their_sessions_only()
    {
        var session = await Work.SessionAsync();
        await Work.ChangeAsync(new SessionChange(session.Id) { Status = SessionStatus.Closed });
        var open = await Work.SessionAsync();
        var other = await Work.SessionAsync("+250788000002");

        await Work.EraseAsync();

        Assert.Equal([other.Id], (await Store.Sessions.GetAsync([session.Id, open.Id, other.Id], default)).Keys);
    }

    private static void Same(Session expected, Session? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Context.ToJson(), actual.Context.ToJson());
        Assert.Equal(expected with { Context = SessionContext.Empty }, actual with { Context = SessionContext.Empty });
    }

    private async Task RefusedAsync(SessionChangeStatus status, SessionChange change)
    {
        var before = await Work.FindSessionAsync(change.Id);

        var result = await Store.Sessions.ChangeAsync(change, default);

        Assert.Equal(status, result.Status);
        Same(before!, result.Session);
        Same(before!, await Work.FindSessionAsync(change.Id));
    }

    private async Task<IEnumerable<Guid>> IdsAsync(SessionSelection selection) =>
        (await Store.Sessions.PageAsync(selection, 100, null, default)).Sessions.Select(s => s.Id);
}

using System.Text.Json.Nodes;
using Notify.Sessions;

namespace Notify.Core.Tests.Sessions;

public sealed class SessionServiceTests
{
    private const string Tenant = Notification.DefaultTenant;

    [Fact]
    public async Task GetOrCreateAsync_person_nobody_knew_becomes_a_contact_and_the_session_stays_theirs()
    {
        await using var app = TestApp.Create();

        var first = await Sessions(app).GetOrCreateAsync(Tenant, A.Number, Channel.Voice);
        app.Advance(TimeSpan.FromHours(23));
        var again = await Sessions(app).GetOrCreateAsync(Tenant, $" {A.Number} ", Channel.Sms);

        first.ContactId.Should().Be((await app.Contacts.FindAsync(Tenant, A.Number))!.Id);
        (again.Id, again.LastChannel, again.ExpiresAt).Should().Be((first.Id, Channel.Sms, app.Store.Clock.GetUtcNow() + TimeSpan.FromHours(24)));
        app.Log.Of("SESSION_GET_OR_CREATE_SUCCESS").Should().HaveCount(2).And.NotContain(l => l.Text.Contains(A.Number));
    }

    [Fact]
    public async Task GetOrCreateAsync_lifetime_is_the_options()
    {
        await using var app = TestApp.Create(n => n.ConfigureSessions(o => o.Lifetime = TimeSpan.FromMinutes(5)));
        var first = await Sessions(app).GetOrCreateAsync(Tenant, A.Number, Channel.Voice);

        app.Advance(TimeSpan.FromMinutes(5));

        (await Sessions(app).GetOrCreateAsync(Tenant, A.Number, Channel.Voice)).Id.Should().NotBe(first.Id);
    }

    [Fact]
    public async Task GetOrCreateAsync_bad_number_or_no_channel_is_refused_by_name()
    {
        await using var app = TestApp.Create();

        (await RefusedAsync(() => Sessions(app).GetOrCreateAsync(Tenant, "12", Channel.Voice))).Field.Should().Be("Recipient");
        (await RefusedAsync(() => Sessions(app).GetOrCreateAsync(Tenant, A.Number, default))).Field.Should().Be("Channel");
    }

    [Fact]
    public async Task Calls_of_another_tenant_see_nothing_and_change_nothing()
    {
        await using var app = TestApp.Create();
        var session = await Sessions(app).GetOrCreateAsync("one", A.Number, Channel.Voice);

        (await Sessions(app).FindAsync("two", session.Id)).Should().BeNull();
        (await Sessions(app).MergeAsync("two", session.Id, new JsonObject { ["a"] = 1 })).Should().BeNull();
        (await Sessions(app).SetStatusAsync("two", session.Id, SessionStatus.Closed)).Should().BeNull();
        (await Sessions(app).PageAsync(new SessionSelection("two"))).Sessions.Should().BeEmpty();
        (await Sessions(app).FindAsync("one", session.Id)).Should().BeEquivalentTo(session);
    }

    [Fact]
    public async Task MergeAsync_gives_the_session_with_the_values()
    {
        await using var app = TestApp.Create();
        var session = await Sessions(app).GetOrCreateAsync(Tenant, A.Number, Channel.Voice);
        await Sessions(app).MergeAsync(Tenant, session.Id, new JsonObject { ["name"] = "Aline", ["n"] = 1 });

        var merged = await Sessions(app).MergeAsync(Tenant, session.Id, new JsonObject { ["n"] = null, ["city"] = "Huye" });

        merged!.Context.ToJson().Should().Be("""{"city":"Huye","name":"Aline"}""");
        merged.ToString().Should().NotContain("Aline");
        merged.Context.ToString().Should().NotContain("Aline");
    }

    [Fact]
    public async Task SetStatusAsync_closed_stays_closed()
    {
        await using var app = TestApp.Create();
        var session = await Sessions(app).GetOrCreateAsync(Tenant, A.Number, Channel.Voice);

        (await Sessions(app).SetStatusAsync(Tenant, session.Id, SessionStatus.FollowUp))!.Status.Should().Be(SessionStatus.FollowUp);
        (await Sessions(app).SetStatusAsync(Tenant, session.Id, SessionStatus.Closed))!.Status.Should().Be(SessionStatus.Closed);
        (await Sessions(app).SetStatusAsync(Tenant, session.Id, SessionStatus.Active))!.Status.Should().Be(SessionStatus.Closed);
        (await RefusedAsync(() => Sessions(app).SetStatusAsync(Tenant, session.Id, (SessionStatus)7))).Field.Should().Be("Status");
    }

    [Theory]
    [InlineData("""{"": 1}""")]
    [InlineData("""{"a\u0000": 1}""")]
    [InlineData("""{"a": "\u0000"}""")]
    [InlineData("""{"a": {"b": ["\u0000"]}}""")]
    [InlineData("""{"a": {"\u0000": 1}}""")]
    [InlineData("""{"a": "\ud800"}""")]
    [InlineData("""{"a": [1e999]}""")]
    public async Task MergeAsync_value_no_store_can_keep_is_refused(string json)
    {
        await using var app = TestApp.Create();
        var session = await Sessions(app).GetOrCreateAsync(Tenant, A.Number, Channel.Voice);

        (await RefusedAsync(() => Sessions(app).MergeAsync(Tenant, session.Id, JsonNode.Parse(json)!.AsObject()))).Field.Should().Be("Context");
    }

    [Theory]
    [InlineData("\\\\u0000")]
    [InlineData("\ud83d\ude00")]
    public async Task MergeAsync_text_that_only_looks_odd_is_kept(string text)
    {
        await using var app = TestApp.Create();
        var session = await Sessions(app).GetOrCreateAsync(Tenant, A.Number, Channel.Voice);

        (await Sessions(app).MergeAsync(Tenant, session.Id, new JsonObject { ["a"] = text }))!.Context.Text("a").Should().Be(text);
    }

    [Fact]
    public async Task MergeAsync_long_keys_and_long_contexts_are_refused()
    {
        await using var app = TestApp.Create();
        var session = await Sessions(app).GetOrCreateAsync(Tenant, A.Number, Channel.Voice);
        var half = new string('x', 40_000);

        (await RefusedAsync(() => Sessions(app).MergeAsync(Tenant, session.Id, new JsonObject { [new string('k', 101)] = 1 }))).Field.Should().Be("Context");
        (await RefusedAsync(() => Sessions(app).MergeAsync(Tenant, session.Id, new JsonObject { ["a"] = half, ["b"] = half }))).Message.Should().Contain("65536");
        await Sessions(app).MergeAsync(Tenant, session.Id, new JsonObject { ["a"] = half });
        (await RefusedAsync(() => Sessions(app).MergeAsync(Tenant, session.Id, new JsonObject { ["b"] = half }))).Message.Should().Contain("65536");
    }

    [Fact]
    public async Task RunOnce_closes_what_has_expired_and_removes_what_ended_long_ago()
    {
        await using var app = TestApp.Create(n => n.ConfigureSessions(o => o.Keep = TimeSpan.FromDays(1)));
        var session = await Sessions(app).GetOrCreateAsync(Tenant, A.Number, Channel.Voice);
        app.Advance(TimeSpan.FromDays(1));

        await app.RunOnceAsync();
        var closed = await Sessions(app).FindAsync(Tenant, session.Id);
        (closed!.Status, closed.EndedAt).Should().Be((SessionStatus.Closed, session.ExpiresAt));

        app.Advance(TimeSpan.FromDays(1));
        await app.RunOnceAsync();
        (await Sessions(app).FindAsync(Tenant, session.Id)).Should().BeNull();
        app.Log.Of("NOTIFY_SESSIONS_CLEANED").Should().HaveCount(2);
    }

    [Fact]
    public async Task RunOnce_cleans_up_no_more_than_once_a_minute()
    {
        await using var app = TestApp.Create(n => n.ConfigureSessions(o => o.Lifetime = TimeSpan.FromMinutes(1)));
        app.Advance(TimeSpan.FromSeconds(30));
        await app.RunOnceAsync();
        var session = await Sessions(app).GetOrCreateAsync(Tenant, A.Number, Channel.Voice);
        await app.RunOnceAsync();
        app.Advance(TimeSpan.FromSeconds(59));
        await app.RunOnceAsync();
        app.Log.Of("NOTIFY_SESSIONS_CLEANED").Should().BeEmpty();

        app.Advance(TimeSpan.FromSeconds(1));
        await app.RunOnceAsync();

        (await Sessions(app).FindAsync(Tenant, session.Id))!.Status.Should().Be(SessionStatus.Closed);
    }

    private static ISessions Sessions(TestApp app) => app.Services.GetRequiredService<ISessions>();

    private static async Task<NotificationError> RefusedAsync(Func<Task> call) =>
        (await call.Should().ThrowAsync<InvalidNotificationException>()).Which.Errors.Should().ContainSingle().Subject;
}

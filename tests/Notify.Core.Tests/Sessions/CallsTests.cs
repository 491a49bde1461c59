using System.Text.Json.Nodes;
using Notify.Messages;
using Notify.Sessions;
using Notify.Storage;

namespace Notify.Core.Tests.Sessions;

public sealed class CallsTests
{
    private const string Tenant = Notification.DefaultTenant;

    [Fact]
    public async Task EndAsync_tells_over_both_channels_and_opens_the_follow_up()
    {
        await using var app = await CreateAsync();
        var begun = await Sessions(app).GetOrCreateAsync(Tenant, A.Number, Channel.Voice);

        var followUp = await Calls(app).EndAsync(Call() with { Context = new() { ["asked_for"] = "a receipt" } });

        (followUp.Status, followUp.Session.Id, followUp.Session.Status).Should().Be((QueueStatus.Queued, begun.Id, SessionStatus.FollowUp));
        followUp.Session.SummaryId.Should().Be(followUp.Summary.NotificationId);
        followUp.Session.Context.ToJson().Should().Be($$"""{"asked_for":"a receipt","call:7719":"{{followUp.Summary.NotificationId}}"}""");
        followUp.Summary.Deliveries.Select(d => d.Flow.Channel).Should().Equal(Channel.WhatsApp, Channel.Sms);
        (followUp.Summary.IsSent(Channel.WhatsApp), followUp.Summary.IsSent(Channel.Sms)).Should().Be((false, false));
        app.Log.Of("POST_CALL_NOTIFY_SUCCESS").Should().ContainSingle().Which.Text.Should().NotContain(A.Number);
    }

    [Fact]
    public async Task FindSummaryAsync_says_on_which_channels_it_is_sent()
    {
        await using var app = await CreateAsync();
        app.Sender.AnswerNext(A.Refusal(OutcomeClass.Rejected));
        var followUp = await Calls(app).EndAsync(Call());
        await app.RunOnceAsync();

        var summary = await Sessions(app).FindSummaryAsync(Tenant, followUp.Session.Id);

        (summary!.IsSent(Channel.WhatsApp), summary.IsSent(Channel.Sms), summary.IsSent(Channel.Voice)).Should().Be((false, true, false));
        summary.Deliveries.Should().HaveCount(2);
        (await Sessions(app).FindSummaryAsync("other", followUp.Session.Id)).Should().BeNull();
        var without = await Sessions(app).GetOrCreateAsync(Tenant, "+250788654322", Channel.Voice);
        (await Sessions(app).FindSummaryAsync(Tenant, without.Id)).Should().BeNull();
    }

    [Fact]
    public async Task EndAsync_again_changes_nothing_of_what_happened_since()
    {
        await using var app = await CreateAsync();
        var call = Call() with { Context = new() { ["asked_for"] = "a receipt" } };
        var first = await Calls(app).EndAsync(call);
        var other = await Calls(app).EndAsync(Call("7720"));
        await Sessions(app).MergeAsync(Tenant, first.Session.Id, new JsonObject { ["asked_for"] = "a loan" });
        await Sessions(app).SetStatusAsync(Tenant, first.Session.Id, SessionStatus.Closed);
        app.Advance(TimeSpan.FromHours(30));

        var again = await Calls(app).EndAsync(call);

        (again.Status, again.Session.Id, again.Summary.NotificationId).Should().Be((QueueStatus.Duplicate, first.Session.Id, first.Summary.NotificationId));
        (again.Session.Context.Text("asked_for"), again.Session.Status, again.Session.SummaryId).Should().Be(("a loan", SessionStatus.Closed, other.Summary.NotificationId));
        (await Sessions(app).PageAsync(new SessionSelection(Tenant))).Sessions.Should().ContainSingle();
        (await app.Store.DeliveriesAsync()).Should().HaveCount(4);
    }

    [Fact]
    public async Task EndAsync_after_a_crash_at_any_step_does_the_rest_once()
    {
        var steps = 0;
        for (var failAt = 1; failAt == 1 || failAt <= steps; failAt++)
        {
            using var store = new TestStore();
            var crashing = new CrashingSessions(store.Sessions) { FailAt = failAt };
            await using var app = await CreateAsync(store, crashing);

            await app.Invoking(a => Calls(a).EndAsync(Call())).Should().ThrowAsync<StorageException>("step {0}", failAt);
            crashing.FailAt = 0;
            var followUp = await Calls(app).EndAsync(Call());

            followUp.Session.Status.Should().Be(SessionStatus.FollowUp);
            followUp.Session.SummaryId.Should().Be(followUp.Summary.NotificationId);
            (await Sessions(app).PageAsync(new SessionSelection(Tenant))).Sessions.Should().ContainSingle();
            (await app.Store.DeliveriesAsync()).Should().HaveCount(2);
            steps = Math.Max(steps, await StepsAsync());
        }

        steps.Should().Be(4, "a session is opened and then changed");
    }

    [Fact]
    public async Task EndAsync_in_words_goes_as_text_and_by_the_template_where_no_text_may()
    {
        await using var app = await CreateAsync();

        await Calls(app).EndAsync(Call() with { Text = "We send it today." });
        await app.RunOnceAsync();

        app.Sender.Requests.Should().ContainSingle().Which.Message.Should().BeOfType<TextMessage>().Which.Body.Should().Be("We send it today.");
    }

    [Theory]
    [InlineData(60_000, "call:7719")]
    [InlineData(SessionContext.MaxLength - 20, null)]
    public async Task EndAsync_what_a_context_has_no_room_for_is_left_out_and_the_follow_up_is_open(int known, string? added)
    {
        await using var app = await CreateAsync();
        var begun = await Sessions(app).GetOrCreateAsync(Tenant, A.Number, Channel.Voice);
        await Sessions(app).MergeAsync(Tenant, begun.Id, new JsonObject { ["known"] = new string('x', known) });
        var call = Call() with { Context = new() { ["said"] = new string('y', 10_000) } };

        var followUp = await Calls(app).EndAsync(call);
        await Sessions(app).SetStatusAsync(Tenant, begun.Id, SessionStatus.Closed);
        var again = await Calls(app).EndAsync(call);

        (followUp.Status, followUp.Session.Id, followUp.Session.Status).Should().Be((QueueStatus.Queued, begun.Id, SessionStatus.FollowUp));
        followUp.Session.SummaryId.Should().Be(followUp.Summary.NotificationId);
        followUp.Session.Context.Keys.Should().BeEquivalentTo(added is null ? ["known"] : ["known", added]);
        (again.Status, again.Session.Id, again.Session.Status).Should().Be((QueueStatus.Duplicate, begun.Id, SessionStatus.Closed));
        app.Log.Of("NOTIFY_CALL_CONTEXT_LEFT_OUT").Should().HaveCount(added is null ? 2 : 1);
        (await app.Store.DeliveriesAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task EndAsync_person_who_opted_out_is_told_nothing_and_the_session_goes_on()
    {
        await using var app = await CreateAsync();
        await app.Contacts.OptOutAsync(Tenant, A.Number, "asked to");

        var followUp = await Calls(app).EndAsync(Call());

        (followUp.Status, followUp.Session.Status).Should().Be((QueueStatus.Blocked, SessionStatus.FollowUp));
    }

    [Fact]
    public async Task EndAsync_bad_input_is_refused_by_name_and_does_nothing()
    {
        await using var app = await CreateAsync();

        (await FieldAsync(app, new EndedCall("12", "7719") { Variables = Call().Variables })).Should().Be("Recipient");
        (await FieldAsync(app, Call(""))).Should().Be("CallId");
        (await FieldAsync(app, Call("with space"))).Should().Be("CallId");
        (await FieldAsync(app, Call(new string('1', 91)))).Should().Be("CallId");
        (await FieldAsync(app, new EndedCall(A.Number, "7719"))).Should().Be("Variables");
        (await FieldAsync(app, Call() with { Variables = new Dictionary<string, string> { ["name"] = null! } })).Should().Be("Variables.name");
        (await FieldAsync(app, Call() with { Context = new() { [""] = 1 } })).Should().Be("Context");
        (await FieldAsync(app, Call() with { TemplateKey = "unknown" })).Should().Be("TemplateKey");
        (await app.Store.DeliveriesAsync()).Should().BeEmpty();
        (await Sessions(app).PageAsync(new SessionSelection(Tenant))).Sessions.Should().BeEmpty();
    }

    [Fact]
    public async Task EndAsync_call_id_of_another_persons_call_is_refused()
    {
        await using var app = await CreateAsync();
        await Calls(app).EndAsync(Call());

        (await FieldAsync(app, new EndedCall("+250788654322", "7719") { Variables = Call().Variables })).Should().Be("CallId");
        (await Sessions(app).PageAsync(new SessionSelection(Tenant))).Sessions.Should().ContainSingle();
    }

    private static EndedCall Call(string id = "7719") =>
        new(A.Number, id) { Variables = new Dictionary<string, string> { ["name"] = "Aline", ["summary"] = "we send it today" } };

    private static async Task<TestApp> CreateAsync(TestStore? store = null, ISessionStore? sessions = null)
    {
        const string body = "Hi {{name}}: {{summary}}";
        var app = TestApp.Create(
            n => n.AddSender(new ScriptedSender(Channel.Sms)),
            store,
            register: sessions is null ? null : s => s.AddSingleton(sessions));
        await app.Store.SaveAsync(A.Template("call_summary", body), A.Template("call_summary", body, channel: Channel.Sms));
        return app;
    }

    // How many steps a whole run has.
    private static async Task<int> StepsAsync()
    {
        using var store = new TestStore();
        var counting = new CrashingSessions(store.Sessions);
        await using var app = await CreateAsync(store, counting);
        await Calls(app).EndAsync(Call());
        return counting.Steps;
    }

    private static async Task<string> FieldAsync(TestApp app, EndedCall call) => (await app.Invoking(a => Calls(a).EndAsync(call)).Should().ThrowAsync<InvalidNotificationException>())
        .Which.Errors.Select(e => e.Field).Distinct().Should().ContainSingle().Subject;

    private static ICalls Calls(TestApp app) => app.Services.GetRequiredService<ICalls>();

    private static ISessions Sessions(TestApp app) => app.Services.GetRequiredService<ISessions>();
}

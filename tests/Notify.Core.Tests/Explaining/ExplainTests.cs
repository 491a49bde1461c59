using Notify.Explaining;
using Notify.Gates;

namespace Notify.Core.Tests.Explaining;

public sealed class ExplainTests
{
    private static readonly string[] Policies = ["expiry", "opt_out", "last_word", "country", "template", "address", "sms_allowed", "marketing", "consent", "reachability", "quiet_hours", "service_window", "rate_limit", "sanitizer"];

    [Fact]
    public async Task ExplainAsync_all_well_gives_every_policys_word_in_order_and_the_text()
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync(A.ProviderTemplate("greeting", "Hello {{name}}"), A.ProviderTemplate("greeting", "Bonjour {{name}}", "fr"));
        var notification = A.Note("greeting", A.Number, ("name", "Aline"));
        notification.Locale = "fr-RW";

        var explanation = await app.Notifier.ExplainAsync(notification);

        explanation.Errors.Should().BeEmpty();
        var delivery = explanation.Deliveries.Should().ContainSingle().Subject;
        (delivery.Channel, delivery.Account, delivery.Locale, delivery.Text).Should().Be((Channel.WhatsApp, app.Sender.Account, "fr", "Bonjour Aline"));
        delivery.Result.Should().Be(Decision.Allow);
        delivery.Steps.Select(s => s.Policy).Should().Equal(Policies);
        delivery.Steps.Should().OnlyContain(s => s.Decision.Kind == DecisionKind.Allow);
    }

    [Fact]
    public async Task ExplainAsync_queues_counts_and_makes_nothing()
    {
        await using var app = TestApp.Create(n => n.ConfigureRateLimit(o => o.Limit = 1));

        for (var i = 0; i < 5; i++)
        {
            (await app.Notifier.ExplainAsync(A.Text())).Deliveries.Single().Result.Kind.Should().Be(DecisionKind.Allow);
        }

        (await app.Store.DeliveriesAsync()).Should().BeEmpty();
        (await app.Contacts.FindAsync("default", A.Number)).Should().BeNull();
        var id = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent, "the limit of one was not touched");
    }

    [Fact]
    public async Task ExplainAsync_several_in_the_way_tells_all_and_the_first_decides()
    {
        await using var app = TestApp.Create(n => n
            .ConfigureRateLimit(o => o.Limit = 1)
            .AddSanitizer(SanitizerRule.Block("rude", new("damn", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)))));
        app.Store.Clock.SetUtcNow(new DateTimeOffset(2026, 6, 1, 20, 30, 0, TimeSpan.Zero));
        await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        await app.Contacts.SaveAsync("default", A.Number, new ContactPreferences { Zone = "Africa/Kigali", QuietHours = new QuietHours() });

        var delivery = (await app.Notifier.ExplainAsync(A.Text(body: "damn"))).Deliveries.Single();

        delivery.Result.Should().Be(Decision.DeferToWindow(new DateTimeOffset(2026, 6, 2, 5, 0, 0, TimeSpan.Zero), Reasons.QuietHours));
        Step(delivery, "quiet_hours").Kind.Should().Be(DecisionKind.Defer);
        Step(delivery, "rate_limit").Should().Be(Decision.Defer(app.Store.Now.AddHours(1), Reasons.RateLimit));
        Step(delivery, "sanitizer").Should().Be(Decision.Block("sanitizer:rude"));
    }

    [Fact]
    public async Task ExplainAsync_opted_out_says_blocked()
    {
        await using var app = TestApp.Create();
        await app.Contacts.OptOutAsync("default", A.Number, "asked to");

        (await app.Notifier.ExplainAsync(A.Text())).Deliveries.Single().Result.Should().Be(Decision.Block(Reasons.OptOut));
    }

    [Fact]
    public async Task ExplainAsync_stopped_or_scheduled_says_so_first()
    {
        await using var app = TestApp.Create();
        await app.Operations.StopAsync(new GateScope { Tenant = "default" }, new CommandInfo("aline", "wrong prices"));
        var notification = A.Text();
        notification.NotBefore = app.Store.Now.AddHours(3);

        var delivery = (await app.Notifier.ExplainAsync(notification)).Deliveries.Single();

        delivery.Steps.Select(s => s.Policy).Should().Equal(["not_before", "gate", .. Policies]);
        delivery.Result.Should().Be(Decision.Defer(app.Store.Now.AddHours(3), "not_before"));
        Step(delivery, "gate").Reason.Should().Be(Reasons.Gate);
    }

    [Fact]
    public async Task ExplainAsync_gate_of_another_tenant_is_not_told()
    {
        await using var app = TestApp.Create();
        await app.Operations.StopAsync(new GateScope { Tenant = "acme" }, new CommandInfo("aline", "wrong prices"));

        (await app.Notifier.ExplainAsync(A.Text())).Deliveries.Single().Steps.Select(s => s.Policy).Should().NotContain("gate");
    }

    [Fact]
    public async Task ExplainAsync_sanitizer_rewrites_shows_the_text_that_would_leave()
    {
        await using var app = TestApp.Create(n => n.AddSanitizer(
            SanitizerRule.Rewrite("digits", new("[0-9]", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)), "#")));

        var delivery = (await app.Notifier.ExplainAsync(A.Text(body: "Code 1234"))).Deliveries.Single();

        delivery.Text.Should().Be("Code ####");
        Step(delivery, "sanitizer").Note.Should().Be("sanitizer:digits");
    }

    [Fact]
    public async Task ExplainAsync_wrong_notification_gives_the_errors_queueing_would()
    {
        await using var app = TestApp.Create();
        var notification = new Notification("bad", "");

        var explained = await app.Notifier.ExplainAsync(notification);
        var queued = (await app.Notifier.QueueAsync([notification]))[0];

        explained.Errors.Should().Equal(queued.Errors);
        explained.Deliveries.Should().BeEmpty();
    }

    [Fact]
    public async Task ExplainAsync_unknown_template_is_an_error_and_what_would_happen_otherwise()
    {
        await using var app = TestApp.Create();

        var explained = await app.Notifier.ExplainAsync(A.Note("nothing"));

        explained.Errors.Should().ContainSingle().Which.Code.Should().Be(NotificationErrorCodes.TemplateUnknown);
    }

    private static Decision Step(DeliveryExplanation delivery, string policy) => delivery.Steps.Single(s => s.Policy == policy).Decision;
}

using Notify.Gates;

namespace Notify.Core.Tests.Policies;

public sealed class WindowTemplateTests
{
    [Fact]
    public async Task RunOnce_window_template_goes_instead_while_closed_and_the_trail_says_so()
    {
        await using var app = WindowApp.Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        var id = await app.QueueAsync(WindowApp.Note());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
        var sent = app.Sender.Requests.Should().ContainSingle().Which.Message.Should().BeOfType<TemplateMessage>().Subject;
        (sent.Name, sent.Body.Single().Value).Should().Be(("news", "Aline"));
        (await app.Store.TrailAsync(id)).Should().Contain(e => e.Detail == "window_closed:news");
    }

    [Fact]
    public async Task RunOnce_window_template_is_not_used_while_open()
    {
        await using var app = WindowApp.Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        await WindowApp.OpenAsync(app);
        await app.QueueAsync(WindowApp.Note());

        await app.RunOnceAsync();

        app.Sender.Requests.Should().ContainSingle().Which.Message.Should().Be(new TextMessage("Hello"));
    }

    [Fact]
    public async Task RunOnce_window_template_switched_off_since_is_blocked()
    {
        await using var app = WindowApp.Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        var id = await app.QueueAsync(WindowApp.Note());
        await app.Store.Templates.SetActiveAsync(null, "news", false, default);
        app.Advance(TimeSpan.FromSeconds(6));

        await app.RunOnceAsync();

        (await app.Store.DeliveryAsync(id)).Reason.Should().Be(Reasons.TemplateInactive);
    }

    [Fact]
    public async Task RunOnce_window_template_paused_since_waits()
    {
        await using var app = WindowApp.Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        var id = await app.QueueAsync(WindowApp.Note());
        await app.Store.Templates.SaveApprovalsAsync([new Approval(Channel.WhatsApp, app.Sender.Account, "news", "en", ApprovalStatus.Paused)], default);
        app.Advance(TimeSpan.FromSeconds(6));

        await app.RunOnceAsync();

        var delivery = await app.Store.DeliveryAsync(id);
        (delivery.State, delivery.Reason).Should().Be((DeliveryState.Queued, Reasons.TemplatePaused));
    }

    [Fact]
    public async Task RunOnce_window_template_behind_a_closed_gate_waits_until_it_is_opened()
    {
        await using var app = WindowApp.Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        var scope = new GateScope { Template = "news" };
        await app.Operations.StopAsync(scope, new CommandInfo("aline", "wrong news"));
        var id = await app.QueueAsync(WindowApp.Note());
        await app.RunOnceAsync();

        var waiting = await app.Store.DeliveryAsync(id);
        (waiting.State, waiting.Reason, waiting.Attempts).Should().Be((DeliveryState.Queued, Reasons.Gate, 0));

        await app.Operations.ResumeAsync(scope, new CommandInfo("aline", "right now"));
        app.Advance(TimeSpan.FromMinutes(5));
        await app.RunOnceAsync();
        app.Sender.Requests.Should().ContainSingle().Which.Message.Should().BeOfType<TemplateMessage>();
    }

    [Fact]
    public async Task RunOnce_gate_of_the_window_template_stops_nothing_while_the_window_is_open_nor_another_template()
    {
        await using var app = WindowApp.Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        await app.Operations.StopAsync(new GateScope { Template = "other" }, new CommandInfo("aline", "test"));
        await app.QueueAsync(WindowApp.Note());
        await app.RunOnceAsync();
        await app.Operations.StopAsync(new GateScope { Template = "news" }, new CommandInfo("aline", "test"));
        await WindowApp.OpenAsync(app);
        await app.QueueAsync(WindowApp.Note());
        await app.RunOnceAsync();

        app.Sender.Requests.Select(r => r.Message.GetType()).Should().Equal(typeof(TemplateMessage), typeof(TextMessage));
    }

    [Fact]
    public async Task RunOnce_window_template_that_the_provider_pauses_closes_its_gate_and_the_others_wait()
    {
        await using var app = WindowApp.Create(configure: n => n.AddWorker(w => w.SendConcurrency = 1));
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        app.Sender.AnswerNext(A.Refusal(OutcomeClass.Stopped, "132015", OutcomeScope.Template, TimeSpan.FromMinutes(30)));
        var first = await app.QueueAsync(WindowApp.Note());
        await app.RunOnceAsync();
        var second = await app.QueueAsync(WindowApp.Note());

        await app.RunOnceAsync();

        app.Sender.Requests.Should().ContainSingle();
        (await app.Store.Gates.ReadAsync(default)).Should().ContainSingle().Which.Scope.Template.Should().Be("news");
        foreach (var id in new[] { first, second })
        {
            var waiting = await app.Store.DeliveryAsync(id);
            (waiting.State, waiting.Reason, waiting.Attempts, waiting.DueAt).Should().Be((DeliveryState.Queued, Reasons.Gate, 0, app.Store.Now.AddMinutes(30)));
        }

        app.Advance(TimeSpan.FromMinutes(30));
        await app.RunOnceAsync();
        (await app.Store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Sent);
    }

    [Fact]
    public async Task ExplainAsync_tells_of_the_window_and_of_the_template_that_would_go()
    {
        await using var app = WindowApp.Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));

        var blocked = (await app.Notifier.ExplainAsync(A.Text())).Deliveries.Single();
        var replaced = (await app.Notifier.ExplainAsync(WindowApp.Note())).Deliveries.Single();

        blocked.Result.Should().Be(Decision.Block(Reasons.WindowClosed));
        replaced.Result.Kind.Should().Be(DecisionKind.Allow);
        replaced.Steps.Single(s => s.Policy == "service_window").Decision.Note.Should().Be("window_closed:news");
        replaced.Text.Should().Be("News for Aline");
    }

    [Fact]
    public async Task QueueAsync_window_template_is_checked_like_any_template()
    {
        await using var app = WindowApp.Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"), A.Template("free", "Hello"));

        await RefusedAsync(app, new Notification(A.Number, new TextMessage("Hello")) { WindowTemplate = "gone" }, "WindowTemplate", NotificationErrorCodes.TemplateUnknown);
        await RefusedAsync(app, new Notification(A.Number, new TextMessage("Hello")) { WindowTemplate = "free" }, "WindowTemplate", NotificationErrorCodes.Malformed);
        await RefusedAsync(app, new Notification(A.Number, new TextMessage("Hello")) { WindowTemplate = "news" }, "Variables.name", NotificationErrorCodes.VariableMissing);
        await RefusedAsync(app, new Notification(A.Number, "news") { WindowTemplate = "news", Variables = { ["name"] = "Aline" } }, "WindowTemplate", NotificationErrorCodes.Malformed);
        await RefusedAsync(app, new Notification(A.Number, new TextMessage("Hello")) { Variables = { ["name"] = "Aline" } }, "Variables", NotificationErrorCodes.VariableExtra);
        var extra = WindowApp.Note();
        extra.Variables["age"] = "7";
        await RefusedAsync(app, extra, "Variables.age", NotificationErrorCodes.VariableExtra);
    }

    private static async Task RefusedAsync(TestApp app, Notification notification, string field, string code)
    {
        var queue = () => app.Notifier.QueueAsync(notification);
        var errors = (await queue.Should().ThrowAsync<InvalidNotificationException>()).Which.Errors;
        errors.Should().ContainSingle().Which.Should().Match<NotificationError>(e => e.Field == field && e.Code == code);
    }
}

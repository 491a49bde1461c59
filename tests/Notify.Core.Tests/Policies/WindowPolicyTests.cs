using Notify.Conversations;
using Notify.Gates;
using Notify.Receipts;

namespace Notify.Core.Tests.Policies;

public sealed class WindowPolicyTests
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly Outcome Closed = Outcome.Rejected("131047", "More than 24 hours have passed.") with { IsWindowClosed = true };

    [Fact]
    public async Task RunOnce_person_never_wrote_blocks_free_text()
    {
        await using var app = Create();
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        var delivery = await app.Store.DeliveryAsync(id);
        (delivery.State, delivery.Reason, delivery.Sends).Should().Be((DeliveryState.Blocked, Reasons.WindowClosed, 0));
        app.Sender.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(-1, DeliveryState.Sent)]
    [InlineData(0, DeliveryState.Blocked)]
    public async Task RunOnce_window_lasts_as_long_as_the_sender_says(int secondsAfterItsEnd, DeliveryState expected)
    {
        await using var app = Create();
        await OpenAsync(app);
        app.Advance(Day + TimeSpan.FromSeconds(secondsAfterItsEnd));
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(expected);
    }

    [Fact]
    public async Task RunOnce_window_of_another_account_or_channel_does_not_count()
    {
        await using var app = Create();
        await OpenAsync(app, Channel.WhatsApp, "other");
        await OpenAsync(app, Channel.Sms);
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Blocked);
    }

    [Fact]
    public async Task RunOnce_sender_without_a_window_sends_free_text_at_any_time()
    {
        await using var app = TestApp.Create();
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_catalogue_text_without_a_providers_template_needs_the_window_and_a_providers_template_does_not()
    {
        await using var app = Create();
        await app.Store.SaveAsync(A.Template("free", "Hello"), A.ProviderTemplate("approved", "Hello"));
        var free = await app.QueueAsync(A.Note("free"));
        var approved = await app.QueueAsync(A.Note("approved"));

        await app.RunOnceAsync();

        (await app.Store.DeliveryAsync(free)).Reason.Should().Be(Reasons.WindowClosed);
        (await app.StateAsync(approved)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_batch_of_templates_reads_no_window()
    {
        var windows = new CountingWindows();
        await using var app = Create(windows);
        await app.Store.SaveAsync(A.ProviderTemplate("approved", "Hello"));
        await app.QueueAsync(A.Note("approved"));
        await app.RunOnceAsync();
        windows.Reads.Should().Be(0);

        await app.Notifier.QueueAsync([A.Text(), A.Note("approved"), A.Text("+250788654322")]);
        await app.RunOnceAsync();

        windows.Reads.Should().Be(1, "all who need it are read at once");
        windows.Keys.Should().Be(2);
    }

    [Fact]
    public async Task RunOnce_closed_window_takes_nothing_from_the_rate_limit()
    {
        await using var app = Create(configure: n => n.ConfigureRateLimit(o => o.Limit = 1));
        await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        await OpenAsync(app);
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_window_template_goes_instead_while_closed_and_the_trail_says_so()
    {
        await using var app = Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        var id = await app.QueueAsync(WithTemplate());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
        var sent = app.Sender.Requests.Should().ContainSingle().Which.Message.Should().BeOfType<TemplateMessage>().Subject;
        (sent.Name, sent.Body.Single().Value).Should().Be(("news", "Aline"));
        (await app.Store.TrailAsync(id)).Should().Contain(e => e.Detail == "window_closed:news");
    }

    [Fact]
    public async Task RunOnce_window_template_is_not_used_while_open()
    {
        await using var app = Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        await OpenAsync(app);
        await app.QueueAsync(WithTemplate());

        await app.RunOnceAsync();

        app.Sender.Requests.Should().ContainSingle().Which.Message.Should().Be(new TextMessage("Hello"));
    }

    [Fact]
    public async Task RunOnce_window_template_switched_off_since_is_blocked()
    {
        await using var app = Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        var id = await app.QueueAsync(WithTemplate());
        await app.Store.Templates.SetActiveAsync(null, "news", false, default);
        app.Advance(TimeSpan.FromSeconds(6));

        await app.RunOnceAsync();

        (await app.Store.DeliveryAsync(id)).Reason.Should().Be(Reasons.TemplateInactive);
    }

    [Fact]
    public async Task RunOnce_window_template_paused_since_waits()
    {
        await using var app = Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        var id = await app.QueueAsync(WithTemplate());
        await app.Store.Templates.SaveApprovalsAsync([new Approval(Channel.WhatsApp, app.Sender.Account, "news", "en", ApprovalStatus.Paused)], default);
        app.Advance(TimeSpan.FromSeconds(6));

        await app.RunOnceAsync();

        var delivery = await app.Store.DeliveryAsync(id);
        (delivery.State, delivery.Reason).Should().Be((DeliveryState.Queued, Reasons.TemplatePaused));
    }

    [Fact]
    public async Task RunOnce_window_template_behind_a_closed_gate_waits_until_it_is_opened()
    {
        await using var app = Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        var scope = new GateScope { Template = "news" };
        await app.Operations.StopAsync(scope, new CommandInfo("aline", "wrong news"));
        var id = await app.QueueAsync(WithTemplate());
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
        await using var app = Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        await app.Operations.StopAsync(new GateScope { Template = "other" }, new CommandInfo("aline", "test"));
        await app.QueueAsync(WithTemplate());
        await app.RunOnceAsync();
        await app.Operations.StopAsync(new GateScope { Template = "news" }, new CommandInfo("aline", "test"));
        await OpenAsync(app);
        await app.QueueAsync(WithTemplate());
        await app.RunOnceAsync();

        app.Sender.Requests.Select(r => r.Message.GetType()).Should().Equal(typeof(TemplateMessage), typeof(TextMessage));
    }

    [Fact]
    public async Task RunOnce_window_template_that_the_provider_pauses_closes_its_gate_and_the_others_wait()
    {
        await using var app = Create(configure: n => n.AddWorker(w => w.SendConcurrency = 1));
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        app.Sender.AnswerNext(A.Refusal(OutcomeClass.Stopped, "132015", OutcomeScope.Template, TimeSpan.FromMinutes(30)));
        var first = await app.QueueAsync(WithTemplate());
        await app.RunOnceAsync();
        var second = await app.QueueAsync(WithTemplate());

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
    public async Task RunOnce_closed_window_goes_to_the_plans_fallback()
    {
        var sms = new ScriptedSender(Channel.Sms);
        await using var app = Create(configure: n => n.AddSender(sms));
        var id = await app.QueueAsync(new Notification(A.Number, new TextMessage("Hello")) { Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, TimeSpan.FromMinutes(5)) });

        await app.RunOnceAsync();
        await app.RunOnceAsync();

        (await app.Store.DeliveryAsync(id)).Reason.Should().Be(Reasons.WindowClosed);
        sms.Requests.Should().ContainSingle().Which.Message.Text.Should().Be("Hello");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refusal_for_a_closed_window_forgets_it_and_sends_the_template_once(bool byReceipt)
    {
        await using var app = Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        await OpenAsync(app);
        var id = await RefuseAsync(app, WithTemplate(), byReceipt);
        (await app.Store.TrailAsync(id)).Should().Contain(e => e.Reason == Reasons.WindowClosed);

        await app.RunOnceAsync();

        app.Sender.Requests.Select(r => r.Message.GetType()).Should().Equal(typeof(TextMessage), typeof(TemplateMessage));
        app.Sender.Requests[1].Reference.SendNumber.Should().Be(2);
        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
        (await app.Store.Windows.ReadAsync([await KeyAsync(app)], default)).Should().Equal((DateTimeOffset?)null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refusal_for_a_closed_window_without_a_template_fails_and_spares_the_next_one(bool byReceipt)
    {
        await using var app = Create();
        await OpenAsync(app);
        var id = await RefuseAsync(app, A.Text(), byReceipt);
        (await app.StateAsync(id)).Should().Be(DeliveryState.Failed);

        var next = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();

        (await app.Store.DeliveryAsync(next)).Reason.Should().Be(Reasons.WindowClosed);
        app.Sender.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Refusal_with_a_single_attempt_still_sends_the_template_and_nothing_after_it()
    {
        await using var app = Create(configure: n => n.ConfigureRetry(o => o.MaxAttempts = 1));
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        await OpenAsync(app);
        var id = await RefuseAsync(app, WithTemplate(), byReceipt: true);
        await app.RunOnceAsync();
        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);

        await app.ReceiptAsync(id, ReceiptStatus.Failed, send: 2, Closed);

        (await app.StateAsync(id)).Should().Be(DeliveryState.Failed);
    }

    [Fact]
    public async Task Receipt_of_an_old_refusal_leaves_a_window_that_was_opened_since()
    {
        await using var app = Create();
        await OpenAsync(app);
        var id = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        var saidAt = app.Store.Now;
        app.Advance(TimeSpan.FromMinutes(1));
        await OpenAsync(app);

        await app.Receipts.ApplyAsync([app.ReceiptFor(id, ReceiptStatus.Failed, 1, Closed) with { OccurredAt = saidAt }]);

        (await app.Store.Windows.ReadAsync([await KeyAsync(app)], default)).Should().Equal(app.Store.Now);
    }

    [Fact]
    public async Task Receipt_that_does_not_say_when_leaves_a_window_that_was_opened_since_the_send()
    {
        await using var app = Create();
        await OpenAsync(app);
        var id = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        app.Advance(TimeSpan.FromMinutes(1));
        await OpenAsync(app);

        await app.ReceiptAsync(id, ReceiptStatus.Failed, failure: Closed);

        (await app.Store.Windows.ReadAsync([await KeyAsync(app)], default)).Should().Equal(app.Store.Now);
    }

    [Fact]
    public async Task Refusal_leaves_a_window_that_was_opened_while_the_message_was_sent()
    {
        await using var app = Create();
        await OpenAsync(app);
        app.Sender.AnswerNext(Closed);
        await app.QueueAsync(A.Text());
        using var hold = app.Sender.Hold();
        var running = app.RunOnceAsync();
        await app.Sender.WaitForRequestsAsync(1);
        app.Advance(TimeSpan.FromSeconds(1));
        await OpenAsync(app);

        hold.Release();
        await running;

        (await app.Store.Windows.ReadAsync([await KeyAsync(app)], default)).Should().Equal(app.Store.Now);
        app.Log.Of("NOTIFY_WINDOW_FORGOTTEN").Should().BeEmpty();
    }

    [Fact]
    public async Task ExplainAsync_tells_of_the_window_and_of_the_template_that_would_go()
    {
        await using var app = Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));

        var blocked = (await app.Notifier.ExplainAsync(A.Text())).Deliveries.Single();
        var replaced = (await app.Notifier.ExplainAsync(WithTemplate())).Deliveries.Single();

        blocked.Result.Should().Be(Decision.Block(Reasons.WindowClosed));
        replaced.Result.Kind.Should().Be(DecisionKind.Allow);
        replaced.Steps.Single(s => s.Policy == "service_window").Decision.Note.Should().Be("window_closed:news");
        replaced.Text.Should().Be("News for Aline");
    }

    [Fact]
    public async Task QueueAsync_window_template_is_checked_like_any_template()
    {
        await using var app = Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"), A.Template("free", "Hello"));

        await RefusedAsync(app, new Notification(A.Number, new TextMessage("Hello")) { WindowTemplate = "gone" }, "WindowTemplate", NotificationErrorCodes.TemplateUnknown);
        await RefusedAsync(app, new Notification(A.Number, new TextMessage("Hello")) { WindowTemplate = "free" }, "WindowTemplate", NotificationErrorCodes.Malformed);
        await RefusedAsync(app, new Notification(A.Number, new TextMessage("Hello")) { WindowTemplate = "news" }, "Variables.name", NotificationErrorCodes.VariableMissing);
        await RefusedAsync(app, new Notification(A.Number, "news") { WindowTemplate = "news", Variables = { ["name"] = "Aline" } }, "WindowTemplate", NotificationErrorCodes.Malformed);
        await RefusedAsync(app, new Notification(A.Number, new TextMessage("Hello")) { Variables = { ["name"] = "Aline" } }, "Variables", NotificationErrorCodes.VariableExtra);
        var extra = WithTemplate();
        extra.Variables["age"] = "7";
        await RefusedAsync(app, extra, "Variables.age", NotificationErrorCodes.VariableExtra);
    }

    private static TestApp Create(CountingWindows? windows = null, Action<INotifyBuilder>? configure = null) => TestApp.Create(
        configure,
        sender: new ScriptedSender { ServiceWindow = Day },
        register: s =>
        {
            if (windows is not null)
            {
                s.AddSingleton<IConversationWindows>(windows);
            }
        });

    private static Notification WithTemplate() => new(A.Number, new TextMessage("Hello")) { WindowTemplate = "news", Variables = { ["name"] = "Aline" } };

    private static async Task<WindowKey> KeyAsync(TestApp app, Channel? channel = null, string? account = null)
    {
        await app.Contacts.SaveAsync("default", A.Number, new ContactPreferences());
        var contact = await app.Contacts.FindAsync("default", A.Number);
        return new WindowKey(contact!.Id, channel ?? app.Sender.Channel, account ?? app.Sender.Account);
    }

    private static async Task OpenAsync(TestApp app, Channel? channel = null, string? account = null) =>
        await app.Store.Windows.OpenAsync([new WindowOpening(await KeyAsync(app, channel, account))], default);

    // Sent as free text; the provider says at once, or later, that the window is closed.
    private static async Task<Guid> RefuseAsync(TestApp app, Notification notification, bool byReceipt)
    {
        if (!byReceipt)
        {
            app.Sender.AnswerNext(Closed);
        }

        var id = await app.QueueAsync(notification);
        await app.RunOnceAsync();
        if (byReceipt)
        {
            (await app.ReceiptAsync(id, ReceiptStatus.Failed, failure: Closed)).Should().Be(ReceiptEffect.Applied);
        }

        return id;
    }

    private static async Task RefusedAsync(TestApp app, Notification notification, string field, string code)
    {
        var queue = () => app.Notifier.QueueAsync(notification);
        var errors = (await queue.Should().ThrowAsync<InvalidNotificationException>()).Which.Errors;
        errors.Should().ContainSingle().Which.Should().Match<NotificationError>(e => e.Field == field && e.Code == code);
    }

    private sealed class CountingWindows : IConversationWindows
    {
        public int Reads { get; private set; }

        public int Keys { get; private set; }

        public Task OpenAsync(IReadOnlyList<WindowOpening> openings, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<IReadOnlyList<DateTimeOffset?>> ReadAsync(IReadOnlyList<WindowKey> keys, CancellationToken cancellationToken)
        {
            Reads++;
            Keys += keys.Count;
            return Task.FromResult<IReadOnlyList<DateTimeOffset?>>(new DateTimeOffset?[keys.Count]);
        }

        public Task<int> ForgetAsync(IReadOnlyList<WindowClosing> closings, CancellationToken cancellationToken) => Task.FromResult(0);
    }
}

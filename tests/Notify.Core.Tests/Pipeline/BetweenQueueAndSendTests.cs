namespace Notify.Core.Tests.Pipeline;

/// <summary>What changes between queueing and sending is seen at the last moment.</summary>
public sealed class BetweenQueueAndSendTests
{
    [Fact]
    public async Task RunOnce_opted_out_meanwhile_is_cancelled_and_not_sent()
    {
        await using var app = TestApp.Create();
        var id = await app.QueueAsync(A.Text());

        await app.Contacts.OptOutAsync("default", A.Number, "asked to");
        await app.RunOnceAsync();

        var delivery = await app.Store.DeliveryAsync(id);
        (delivery.State, delivery.Reason).Should().Be((DeliveryState.Cancelled, Reasons.OptOut));
        app.Sender.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_opted_out_while_it_was_stored_is_blocked_at_send()
    {
        using var store = new TestStore();
        var queue = new HookedQueue(store.Queue);
        store.Queue = queue;
        await using var app = TestApp.Create(store: store);
        queue.BeforeEnqueue = () => app.Contacts.OptOutAsync("default", A.Number, "asked to");
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        var delivery = await store.DeliveryAsync(id);
        (delivery.State, delivery.Reason).Should().Be((DeliveryState.Blocked, Reasons.OptOut));
        app.Log.Of("NOTIFY_FAILED_OPTOUT").Should().ContainSingle();
        app.Sender.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_opted_out_after_the_claim_is_not_sent()
    {
        await using var hooked = Hooked(out var queue);
        var id = await hooked.QueueAsync(A.Text());
        queue.BeforeMark = async _ => await hooked.Contacts.OptOutAsync("default", A.Number, "asked to");

        await hooked.RunOnceAsync();

        (await hooked.StateAsync(id)).Should().Be(DeliveryState.Cancelled);
        hooked.Sender.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_cancelled_after_the_claim_is_not_sent()
    {
        await using var hooked = Hooked(out var queue);
        var id = await hooked.QueueAsync(A.Text());
        queue.BeforeMark = async _ => await hooked.Notifier.CancelAsync("default", id, "changed");

        await hooked.RunOnceAsync();

        (await hooked.StateAsync(id)).Should().Be(DeliveryState.Cancelled);
        hooked.Sender.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_expired_meanwhile_is_never_sent()
    {
        await using var app = TestApp.Create();
        var notification = A.Text();
        notification.ExpiresAt = app.Store.Now.AddMinutes(5);
        var id = await app.QueueAsync(notification);

        app.Advance(TimeSpan.FromMinutes(5));
        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Expired);
        app.Sender.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_expires_between_claim_and_mark_is_never_sent()
    {
        await using var hooked = Hooked(out var queue);
        var notification = A.Text();
        notification.ExpiresAt = hooked.Store.Now.AddSeconds(1);
        var id = await hooked.QueueAsync(notification);
        queue.BeforeMark = _ =>
        {
            hooked.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };

        await hooked.RunOnceAsync();

        (await hooked.StateAsync(id)).Should().Be(DeliveryState.Expired);
        hooked.Sender.Requests.Should().BeEmpty();
        hooked.Log.Of("NOTIFY_EXPIRED").Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnce_not_before_waits_for_its_time()
    {
        await using var app = TestApp.Create();
        var notification = A.Text();
        notification.NotBefore = app.Store.Now.AddMinutes(10);
        var id = await app.QueueAsync(notification);

        app.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        await app.RunOnceAsync();
        app.Sender.Requests.Should().BeEmpty();
        app.Advance(TimeSpan.FromTicks(1));
        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Theory]
    [InlineData(ApprovalStatus.Paused, DeliveryState.Queued, Reasons.TemplatePaused)]
    [InlineData(ApprovalStatus.Pending, DeliveryState.Queued, Reasons.TemplateNotApproved)]
    [InlineData(ApprovalStatus.Rejected, DeliveryState.Blocked, Reasons.TemplateNotApproved)]
    [InlineData(ApprovalStatus.Disabled, DeliveryState.Blocked, Reasons.TemplateNotApproved)]
    public async Task RunOnce_provider_changed_its_mind_meanwhile_is_not_sent(ApprovalStatus status, DeliveryState state, string reason)
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync(A.ProviderTemplate("greeting", "Hello"));
        var id = await app.QueueAsync(A.Note());

        await app.Store.Templates.SaveApprovalsAsync([new Approval(Channel.WhatsApp, app.Sender.Account, "greeting", "en", status)], default);
        app.Advance(TimeSpan.FromSeconds(6));
        await app.RunOnceAsync();

        var delivery = await app.Store.DeliveryAsync(id);
        (delivery.State, delivery.Reason, delivery.Attempts).Should().Be((state, reason, 0));
        app.Sender.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_template_paused_and_back_is_sent()
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync(A.ProviderTemplate("greeting", "Hello"));
        var id = await app.QueueAsync(A.Note());
        var approval = new Approval(Channel.WhatsApp, app.Sender.Account, "greeting", "en", ApprovalStatus.Paused);
        await app.Store.Templates.SaveApprovalsAsync([approval], default);
        app.Advance(TimeSpan.FromSeconds(6));
        await app.RunOnceAsync();

        await app.Store.Templates.SaveApprovalsAsync([approval with { Status = ApprovalStatus.Approved }], default);
        app.Advance(TimeSpan.FromMinutes(5));
        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_approval_of_another_account_changes_nothing()
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync(A.ProviderTemplate("greeting", "Hello"));
        await app.Store.Templates.SaveApprovalsAsync([new Approval(Channel.WhatsApp, "other", "greeting", "en", ApprovalStatus.Disabled)], default);

        (await app.Notifier.QueueAsync(A.Note())).Status.Should().Be(QueueStatus.Queued);
    }

    [Fact]
    public async Task RunOnce_template_switched_off_meanwhile_is_blocked()
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync(A.Template("greeting", "Hello"));
        var id = await app.QueueAsync(A.Note());

        await app.Store.Templates.SetActiveAsync(null, "greeting", false, default);
        app.Advance(TimeSpan.FromSeconds(6));
        await app.RunOnceAsync();

        (await app.Store.DeliveryAsync(id)).Reason.Should().Be(Reasons.TemplateInactive);
        app.Sender.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_template_changed_meanwhile_sends_what_was_queued()
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync(A.Template("greeting", "Hello {{name}}"));
        await app.QueueAsync(A.Note("greeting", A.Number, ("name", "Aline")));

        await app.Store.SaveAsync(A.Template("greeting", "Bye {{first}} {{last}}"));
        app.Advance(TimeSpan.FromSeconds(6));
        await app.QueueAsync(A.Note("greeting", A.Number, ("first", "A."), ("last", "B.")));
        await app.RunOnceAsync();

        app.Sender.Requests.Select(r => r.Message.Text).Should().BeEquivalentTo("Hello Aline", "Bye A. B.");
    }

    [Fact]
    public async Task RunOnce_another_locale_meanwhile_sends_what_was_queued()
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync(A.Template("greeting", "Hello {{name}}"));
        await app.QueueAsync(A.Note("greeting", A.Number, ("name", "Aline")));

        await app.Store.SaveAsync(A.Template("greeting", "Bonjour {{prenom}}", locale: "fr"));
        await app.Contacts.SaveAsync("default", A.Number, new ContactPreferences { Locale = "fr" });
        app.Advance(TimeSpan.FromSeconds(6));
        await app.RunOnceAsync();

        app.Sender.Requests.Single().Message.Text.Should().Be("Hello Aline");
    }

    [Fact]
    public async Task RunOnce_tenants_own_template_meanwhile_wants_more_waits_and_sends_no_half_text()
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync(A.Template("greeting", "Hello {{name}}"));
        var id = await app.QueueAsync(A.Note("greeting", A.Number, ("name", "Aline")));

        await app.Store.SaveAsync(A.Template("greeting", "{{name}}, pay {{amount}} now", tenant: "default"));
        app.Advance(TimeSpan.FromSeconds(6));
        await app.RunOnceAsync();

        app.Sender.Requests.Should().BeEmpty();
        (await app.StateAsync(id)).Should().Be(DeliveryState.Queued);
        app.Log.Of("NOTIFY_POLICY_ERROR").Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnce_account_gone_meanwhile_waits_for_it()
    {
        using var store = new TestStore();
        await using (var before = TestApp.Create(store: store, sender: new ScriptedSender(account: "old")))
        {
            await before.QueueAsync(A.Text());
        }

        await using var after = TestApp.Create(store: store, sender: new ScriptedSender(account: "new"));
        await after.RunOnceAsync();

        after.Sender.Requests.Should().BeEmpty();
        (await store.DeliveriesAsync()).Should().ContainSingle().Which.Should().Match<DeliveryRecord>(
            d => d.State == DeliveryState.Queued && d.Reason == Reasons.NoSender && d.Attempts == 0);
    }

    [Fact]
    public async Task RunOnce_payload_cannot_be_read_blocks_that_one_only()
    {
        await using var app = TestApp.Create();
        var contact = (await app.Store.Contacts.FindOrAddAsync([new ContactKey("default", Address.Phone(A.Number))], null, default)).Contacts[0]!;
        var broken = new List<Guid>();
        foreach (var payload in new[] { "not json", "null", """{"kind":"phone","address":"+250788000000","content":{"type":"hologram"}}""", """{"kind":"phone","address":"+250788000000","content":{}}""" })
        {
            var id = Ids.NewNotification(app.Store.Clock);
            broken.Add(id);
            await app.Store.Queue.EnqueueAsync(
                [
                    new NewNotification
                    {
                        Id = id,
                        Tenant = "default",
                        Deliveries =
                        [
                            new NewDelivery
                            {
                                Id = Ids.Delivery(id, 1),
                                ContactId = contact.Id,
                                Flow = new FlowKey("default", Channel.WhatsApp, app.Sender.Account, "core", "", Priority.Normal),
                                Payload = System.Text.Encoding.UTF8.GetBytes(payload),
                            },
                        ],
                    },
                ],
                null,
                default);
        }

        var good = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();

        (await app.StateAsync(good)).Should().Be(DeliveryState.Sent);
        foreach (var id in broken)
        {
            (await app.Store.DeliveryAsync(id)).Reason.Should().Be(Reasons.PayloadUnreadable);
        }
    }

    private static TestApp Hooked(out HookedQueue queue)
    {
        var store = new TestStore();
        queue = new HookedQueue(store.Queue);
        store.Queue = queue;
        return TestApp.Create(store: store);
    }
}

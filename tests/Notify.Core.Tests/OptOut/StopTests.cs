using Notify.Auditing;
using Notify.Inbound;
using Notify.Inbox;
using Notify.OptOut;

namespace Notify.Core.Tests.OptOut;

public sealed class StopTests
{
    private const string Confirmation = "You have opted out and will get no more messages from us. Reply START to get them again.";

    private readonly TestHandler _handler = TestHandler.That(InboundResult.Handled);

    [Fact]
    public async Task Stop_opts_out_cancels_what_waits_and_confirms_once()
    {
        await using var rig = new InboxRig(_handler);
        var waiting = await rig.App.QueueAsync(Later());

        await rig.ReceiveAsync($"text 1 {A.Number} Stop!");
        await rig.App.RunOnceAsync();

        var contact = (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!;
        contact.IsOptedOut.Should().BeTrue();
        (await rig.App.StateAsync(waiting)).Should().Be(DeliveryState.Cancelled);
        rig.Sent.Should().Equal(Confirmation);
        _handler.Seen.Should().BeEmpty();
        var trail = await rig.App.Store.Log.TrailAsync(new TrailQuery(Notification.DefaultTenant) { ContactId = contact.Id }, default);
        trail.Should().ContainSingle(e => e.Event == AuditEvents.OptedOut).Which.Should().Match<AuditEntry>(e => e.By == "contact" && e.Reason!.StartsWith("wrote STOP (inbound "));
        rig.App.Log.Of("NOTIFY_OPTED_OUT").Should().ContainSingle();
        var digits = A.Number[4..];
        rig.App.Log.Lines.Should().NotContain(l => l.Everything.Contains(digits));
        (await rig.App.Notifier.QueueAsync(A.Text())).Status.Should().Be(QueueStatus.Blocked);
    }

    [Fact]
    public async Task Stop_again_is_not_confirmed_again()
    {
        await using var rig = new InboxRig();
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();

        await rig.ReceiveAsync($"text 2 {A.Number} stop", $"text 3 {A.Number} ARRET");
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal(Confirmation);
        rig.App.Log.Of("NOTIFY_OPTED_OUT_AGAIN").Should().HaveCount(2);
    }

    [Fact]
    public async Task Stop_again_while_its_confirmation_waits_leaves_that()
    {
        await using var rig = new InboxRig();
        await rig.App.Operations.StopAsync(new(), new("test", "test"));
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();
        await rig.ReceiveAsync($"text 2 {A.Number} STOP");
        await rig.App.RunOnceAsync();
        rig.Sent.Should().BeEmpty("gates hold it up");

        await rig.App.Operations.ResumeAsync(new(), new("test", "test"));
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal(Confirmation);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(72)]
    public async Task Stop_confirmation_that_is_held_up_for_hours_is_sent_once(int hours)
    {
        await using var rig = new InboxRig();
        await rig.App.Operations.StopAsync(new(), new("test", "test"));
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();

        rig.App.Advance(TimeSpan.FromHours(hours));
        await rig.App.Operations.ResumeAsync(new(), new("test", "test"));
        await rig.App.RunOnceAsync();
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal(Confirmation);
        (await rig.App.Store.DeliveriesAsync()).Should().ContainSingle().Which.State.Should().Be(DeliveryState.Sent);
    }

    [Theory]
    [InlineData(-90)]
    [InlineData(90)]
    [InlineData(-60 * 24)]
    public async Task Stop_worked_on_by_a_host_whose_clock_is_wrong_is_confirmed_once(int minutes)
    {
        await using var rig = new InboxRig(clock: new ManualTimeProvider(ManualTimeProvider.DefaultStart.AddMinutes(minutes)));

        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal(Confirmation);
    }

    [Theory]
    [InlineData("STOP", 59, true)]
    [InlineData("STOP", 60, false)]
    [InlineData("HELP", 59, true)]
    [InlineData("HELP", 60, false)]
    public async Task Stop_and_help_answered_an_hour_late_keep_the_persons_quiet_hours(string word, int minutes, bool isSentAtOnce)
    {
        await using var rig = new InboxRig();
        rig.App.Store.Clock.SetUtcNow(new DateTimeOffset(2026, 6, 1, 21, 50, 0, TimeSpan.Zero));
        await rig.App.Contacts.SaveAsync(Notification.DefaultTenant, A.Number, new ContactPreferences { QuietHours = new QuietHours() });
        await rig.App.Operations.StopAsync(new(), new("test", "test"));
        await rig.ReceiveAsync($"text 1 {A.Number} {word}");
        await rig.App.RunOnceAsync();

        rig.App.Advance(TimeSpan.FromMinutes(minutes));
        await rig.App.Operations.ResumeAsync(new(), new("test", "test"));
        await rig.App.RunOnceAsync();

        rig.Sent.Should().HaveCount(isSentAtOnce ? 1 : 0);
        if (!isSentAtOnce)
        {
            var waiting = (await rig.App.Store.DeliveriesAsync()).Should().ContainSingle().Subject;
            (waiting.Reason, waiting.DueAt, waiting.Attempts).Should().Be((Reasons.QuietHours, new DateTimeOffset(2026, 6, 2, 7, 0, 0, TimeSpan.Zero), 0));
            rig.App.Store.Clock.SetUtcNow(new DateTimeOffset(2026, 6, 2, 7, 0, 0, TimeSpan.Zero));
            await rig.App.RunOnceAsync();
        }

        await rig.App.RunOnceAsync();
        rig.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task Stop_worker_dies_between_opting_out_and_confirming_it_is_confirmed_once()
    {
        await using var rig = new InboxRig();
        rig.Queue.BeforeEnqueue = HookedQueue.FailFirst(1);
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();
        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.IsOptedOut.Should().BeTrue();
        rig.Sent.Should().BeEmpty();

        rig.App.Advance(TimeSpan.FromMinutes(2));
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal(Confirmation);
    }

    [Fact]
    public async Task Stop_worker_dies_before_the_message_is_settled_it_is_confirmed_once()
    {
        await using var rig = new InboxRig();
        rig.Inbox.BeforeSettleMessages = HookedQueue.FailFirst(2);
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");

        for (var i = 0; i < 3; i++)
        {
            await rig.App.RunOnceAsync();
            rig.App.Advance(TimeSpan.FromMinutes(2));
        }

        rig.Sent.Should().Equal(Confirmation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stop_tried_again_after_a_start_is_not_heeded_again(bool isByOperator)
    {
        await using var rig = new InboxRig();
        rig.Queue.BeforeEnqueue = HookedQueue.FailFirst(1);
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await (isByOperator ? rig.RunUntilDeadAsync() : rig.App.RunOnceAsync());
        await rig.ReceiveAsync($"text 2 {A.Number} START");
        await rig.App.RunOnceAsync();

        rig.App.Advance(TimeSpan.FromMinutes(2));
        await (isByOperator ? rig.RetryAsync() : rig.App.RunOnceAsync());

        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.IsOptedOut.Should().BeFalse();
        rig.Sent.Should().ContainSingle().Which.Should().StartWith("You will get our messages again");
        rig.App.Log.Of("NOTIFY_WORD_OVERTAKEN").Should().ContainSingle();
    }

    [Fact]
    public async Task Stop_handed_back_before_a_start_is_not_heeded_again()
    {
        await using var rig = new InboxRig();
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.HandBackAsync();
        await rig.App.Contacts.OptInAsync(Notification.DefaultTenant, A.Number, "signed a form");

        await rig.App.RunOnceAsync();

        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.IsOptedOut.Should().BeFalse();
        rig.Sent.Should().BeEmpty();
    }

    [Theory]
    [InlineData("START", false)]
    [InlineData("STOP", true)]
    public async Task Stop_retried_by_an_operator_that_changed_nothing_yet_is_heeded_unless_they_wrote_start_since(string since, bool isOptedOut)
    {
        await using var rig = new InboxRig();
        await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, A.Number, "by letter");
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.Services.GetRequiredService<WebhookPump>().RunAsync(default);
        var batch = await rig.Inbox.ClaimMessagesAsync(new InboxClaim(10, TimeSpan.FromMinutes(1)), default);
        await rig.Inbox.SettleMessagesAsync(batch.Lease, [.. batch.Messages.Select(m => new InboundSettlement(m.Id, InboxVerdict.Dead("broken")))], default);
        await rig.ReceiveAsync($"text 2 {A.Number} {since}");
        await rig.App.RunOnceAsync();

        await rig.RetryAsync();

        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.IsOptedOut.Should().Be(isOptedOut);
        rig.Sent.Should().ContainSingle();
        rig.App.Log.Of("NOTIFY_WORD_OVERTAKEN").Should().HaveCount(isOptedOut ? 0 : 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stop_dead_or_handed_back_between_opting_out_and_confirming_it_is_confirmed_once(bool isHandedBack)
    {
        await using var rig = new InboxRig();
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await (isHandedBack ? rig.HandBackAsync() : rig.RunUntilDeadAsync());

        await rig.RetryAsync();
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal(Confirmation);
    }

    [Theory]
    [InlineData("sms", OptOutScope.AllChannels)]
    [InlineData("whatsapp", OptOutScope.AllChannels)]
    [InlineData("sms", OptOutScope.Channel)]
    public async Task Stop_tried_again_after_an_opt_in_that_left_it_is_confirmed(string channel, OptOutScope scope)
    {
        await using var rig = new InboxRig(configure: n => n.AddSender(new ScriptedSender(Channel.Sms)).ConfigureOptOut(o => o.Scope = scope));
        rig.Queue.BeforeEnqueue = HookedQueue.FailFirst(1);
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();
        await rig.App.Contacts.OptInAsync(Notification.DefaultTenant, A.Number, "wants this one back", new Channel(channel));

        rig.App.Advance(TimeSpan.FromMinutes(2));
        await rig.App.RunOnceAsync();

        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.IsOptedOutOf(Channel.WhatsApp).Should().BeTrue();
        rig.Sent.Should().ContainSingle().Which.Should().StartWith("You have opted out");
    }

    [Theory]
    [InlineData(OptOutScope.AllChannels)]
    [InlineData(OptOutScope.Channel)]
    public async Task Stop_of_who_the_app_opted_out_is_confirmed_once(OptOutScope scope)
    {
        await using var rig = new InboxRig(configure: n => n.ConfigureOptOut(o => o.Scope = scope));
        await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, A.Number, "by letter");
        rig.App.Advance(TimeSpan.FromDays(1));

        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();
        await rig.ReceiveAsync($"text 2 {A.Number} STOP");
        await rig.App.RunOnceAsync();
        rig.App.Advance(TimeSpan.FromDays(1));
        await rig.ReceiveAsync($"text 3 {A.Number} STOP");
        await rig.App.RunOnceAsync();

        rig.Sent.Should().ContainSingle().Which.Should().StartWith("You have opted out");
        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.OptOutReason.Should().Be("by letter");
    }

    [Fact]
    public async Task Stop_tried_again_after_a_consent_at_one_tenant_holds_at_the_others_and_is_confirmed()
    {
        await using var rig = new InboxRig(sender: new ScriptedSender { Tenants = ["north", "south", "west"] });
        rig.Queue.BeforeEnqueue = HookedQueue.FailFirst(1);
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();
        await rig.App.Contacts.OptInAsync("south", A.Number, "signed a form");

        rig.App.Advance(TimeSpan.FromMinutes(2));
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal(Confirmation);
        foreach (var (tenant, isOptedOut) in new[] { ("north", true), ("south", false), ("west", true) })
        {
            (await rig.App.Contacts.FindAsync(tenant, A.Number))!.IsOptedOut.Should().Be(isOptedOut, tenant);
        }
    }

    [Fact]
    public async Task Stop_tried_again_after_a_start_to_the_account_is_heeded_at_none_of_its_tenants()
    {
        await using var rig = new InboxRig();
        rig.Queue.BeforeEnqueue = HookedQueue.FailFirst(1);
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();
        await rig.ReceiveAsync($"text 2 {A.Number} START");
        await rig.App.RunOnceAsync();

        // One that the first run did not come to.
        await rig.App.Contacts.SaveAsync("south", A.Number, new ContactPreferences());
        rig.App.Advance(TimeSpan.FromMinutes(2));
        await rig.App.RunOnceAsync();

        rig.Sent.Should().ContainSingle().Which.Should().StartWith("You will get our messages again");
        (await rig.App.Contacts.FindAsync("south", A.Number))!.IsOptedOut.Should().BeFalse();
        rig.App.Log.Of("NOTIFY_WORD_OVERTAKEN").Should().ContainSingle();
    }

    [Fact]
    public async Task Stop_confirmation_waits_for_what_is_being_sent()
    {
        await using var rig = new InboxRig();
        await using var other = TestApp.Create(store: rig.App.Store, sender: rig.App.Sender);
        var under = await rig.App.QueueAsync(A.Text());
        var hold = rig.App.Sender.Hold();
        var sending = other.RunOnceAsync();
        await rig.App.Sender.WaitForRequestsAsync(1);

        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();
        rig.App.Advance(TimeSpan.FromSeconds(1.5));
        await rig.App.RunOnceAsync();
        rig.Sent.Should().Equal("Hello");

        hold.Release();
        await sending;
        rig.App.Advance(TimeSpan.FromSeconds(1.5));
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal("Hello", Confirmation);
        (await rig.App.StateAsync(under)).Should().Be(DeliveryState.Sent);
        var confirmation = (await rig.App.Store.DeliveriesAsync()).Single(d => d.Flow.Domain == AnswerDomains.OptedOut);
        confirmation.Attempts.Should().Be(1);
        (await rig.App.Store.TrailAsync(confirmation.NotificationId)).Should().Contain(e => e.Reason == Reasons.SendsUnderWay);
    }

    [Fact]
    public async Task Stop_confirmation_is_held_up_by_no_limit_no_quiet_hours_and_no_wish()
    {
        await using var rig = new InboxRig(configure: n => n.ConfigureRateLimit(o => o.Limit = 1));
        await rig.App.Contacts.SaveAsync(Notification.DefaultTenant, A.Number, new ContactPreferences
        {
            QuietHours = new QuietHours(new TimeOnly(0, 0), new TimeOnly(23, 59)), AllowsSms = false, AllowsMarketing = false,
        });
        var first = A.Text();
        first.Priority = Priority.Critical;
        await rig.App.QueueAsync(first);
        await rig.App.RunOnceAsync();

        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal("Hello", Confirmation);
    }

    [Fact]
    public async Task Stop_confirmation_is_not_sent_to_who_has_opted_in_since()
    {
        await using var rig = new InboxRig();
        await rig.App.Operations.StopAsync(new(), new("test", "test"));
        await rig.ReceiveAsync($"text 1 {A.Number} STOP", $"text 2 {A.Number} START");
        await rig.App.RunOnceAsync();

        await rig.App.Operations.ResumeAsync(new(), new("test", "test"));
        await rig.App.RunOnceAsync();

        rig.Sent.Should().ContainSingle().Which.Should().StartWith("You will get our messages again");
        (await rig.App.Store.DeliveriesAsync()).Should().Contain(d => d.Reason == Reasons.OptedInSince);
    }

    [Fact]
    public async Task Stop_of_a_channel_leaves_the_others()
    {
        var sms = new ScriptedSender(Channel.Sms);
        await using var rig = new InboxRig(configure: n => n.AddSender(sms).ConfigureOptOut(o => o.Scope = OptOutScope.Channel));
        var text = A.Text();
        text.Channels = ChannelPlan.WhatsApp.And(Channel.Sms);

        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();
        (await rig.App.Notifier.QueueAsync(text)).Status.Should().Be(QueueStatus.Queued);
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal("You have opted out and will get no more messages from us here. Reply START to get them again.");
        sms.Requests.Should().ContainSingle();
        var falling = A.Text(body: "No way round");
        falling.Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, TimeSpan.FromMinutes(1));
        (await rig.App.Notifier.QueueAsync(falling)).Status.Should().Be(QueueStatus.Blocked);
    }

    [Fact]
    public async Task Stop_of_the_fallbacks_channel_leaves_the_primary()
    {
        await using var rig = new InboxRig(configure: n => n.AddSender(new ScriptedSender(Channel.Sms)));
        var key = new ContactKey(Notification.DefaultTenant, Address.Phone(A.Number));
        await rig.App.Store.Contacts.SetConsentAsync(new ConsentChange(key, true, "test", "contact") { Channel = Channel.Sms }, default);
        var text = A.Text();
        text.Channels = ChannelPlan.WhatsApp.FallbackTo(Channel.Sms, TimeSpan.FromMinutes(1));

        var id = await rig.App.QueueAsync(text);
        await rig.App.RunOnceAsync();

        ((await rig.App.StateAsync(id)), (await rig.App.StateAsync(id, 2))).Should().Be((DeliveryState.Sent, DeliveryState.Blocked));
    }

    [Fact]
    public async Task Stop_holds_for_all_tenants_of_the_account_and_is_confirmed_once()
    {
        var sender = new ScriptedSender { Tenants = ["north", "south", "west"] };
        await using var rig = new InboxRig(sender: sender);
        var waiting = new List<Guid>();
        foreach (var tenant in sender.Tenants)
        {
            var text = Later();
            text.Tenant = tenant;
            waiting.Add(await rig.App.QueueAsync(text));
        }

        await rig.App.Contacts.OptOutAsync("south", A.Number, "by letter");
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();

        foreach (var (tenant, id) in sender.Tenants.Zip(waiting))
        {
            (await rig.App.Contacts.FindAsync(tenant, A.Number))!.IsOptedOut.Should().BeTrue();
            (await rig.App.StateAsync(id)).Should().Be(DeliveryState.Cancelled);
        }

        rig.Sent.Should().Equal(Confirmation);
        (await rig.App.Contacts.FindAsync("south", A.Number))!.OptOutReason.Should().Be("by letter");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stop_to_an_account_for_all_holds_for_a_tenant_that_gets_to_know_the_person_later(bool isOfChannel)
    {
        await using var rig = new InboxRig(configure: n => n.ConfigureOptOut(o => o.Scope = isOfChannel ? OptOutScope.Channel : OptOutScope.AllChannels));
        var text = A.Text();
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();

        text.Tenant = "later";
        (await rig.App.Notifier.QueueAsync(text)).Status.Should().Be(QueueStatus.Blocked);

        (await rig.App.Contacts.FindAsync("later", A.Number))!.IsOptedOut.Should().Be(!isOfChannel);
        await rig.ReceiveAsync($"text 2 {A.Number} START");
        await rig.App.RunOnceAsync();
        (await rig.App.Notifier.QueueAsync(text)).Status.Should().Be(QueueStatus.Queued);
        text.Tenant = "last";
        (await rig.App.Notifier.QueueAsync(text)).Status.Should().Be(QueueStatus.Queued);
    }

    [Fact]
    public async Task Stop_to_an_account_with_tenants_holds_for_those_alone()
    {
        await using var rig = new InboxRig(sender: new ScriptedSender { Tenants = ["north"] }, configure: n => n.AddSender(new ScriptedSender(Channel.Sms)));
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();
        var text = A.Text();
        (text.Tenant, text.Channels) = ("later", ChannelPlan.Of(Channel.Sms));

        (await rig.App.Notifier.QueueAsync(text)).Status.Should().Be(QueueStatus.Queued);
    }

    [Fact]
    public async Task Stop_tried_again_reaches_no_tenant_that_has_consented_since_though_the_account_serves_all()
    {
        await using var rig = new InboxRig();
        await rig.App.Contacts.SaveAsync("south", A.Number, new ContactPreferences());
        await rig.App.Contacts.SaveAsync("west", A.Number, new ContactPreferences());
        rig.Queue.BeforeEnqueue = HookedQueue.FailFirst(1);
        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();
        await rig.App.Contacts.OptInAsync("south", A.Number, "signed a form");

        rig.App.Advance(TimeSpan.FromMinutes(2));
        await rig.App.RunOnceAsync();

        (await rig.App.Contacts.FindAsync("south", A.Number))!.IsOptedOut.Should().BeFalse();
        (await rig.App.Contacts.FindAsync("west", A.Number))!.IsOptedOut.Should().BeTrue();
    }

    [Theory]
    [InlineData("south", true)]
    [InlineData("north", false)]
    public async Task Stop_twice_at_once_for_two_tenants_is_confirmed_by_who_was_first_at_the_first(string first, bool isConfirmed)
    {
        await using var rig = new InboxRig(TestHandler.That(InboundResult.Handled), new ScriptedSender { Tenants = ["north", "south"] });

        // The other one was first at one tenant, and is at work still.
        await rig.ReceiveAsync($"text 1 {A.Number} Hello");
        await rig.App.RunOnceAsync();
        var other = await rig.MessageAsync("north");
        await rig.App.Store.Contacts.SetConsentAsync(
            new ConsentChange(new ContactKey(first, Address.Phone(A.Number)), true, $"wrote STOP (inbound {other:N})", "contact"), default);
        await rig.ReceiveAsync($"text 2 {A.Number} STOP");
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal(isConfirmed ? [Confirmation] : []);
        (await rig.App.Contacts.FindAsync("north", A.Number))!.IsOptedOut.Should().BeTrue();
        (await rig.App.Contacts.FindAsync("south", A.Number))!.IsOptedOut.Should().BeTrue();
    }

    [Theory]
    [InlineData("west", true)]
    [InlineData("north", false)]
    public async Task Stop_to_another_account_is_confirmed_where_it_reaches_a_tenant_that_the_first_did_not(string tenant, bool isConfirmed)
    {
        var sms = new ScriptedSender(Channel.Sms) { Tenants = [tenant, "south"] };
        await using var rig = new InboxRig(sender: new ScriptedSender { Tenants = ["north", "south"] }, configure: n => n.AddSender(sms));

        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();
        await rig.ReceiveAsync($"sms 2 {A.Number} STOP");
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal(Confirmation);
        sms.Requests.Should().HaveCount(isConfirmed ? 1 : 0);
        (await rig.App.Contacts.FindAsync(tenant, A.Number))!.IsOptedOut.Should().BeTrue();
    }

    [Fact]
    public async Task Stop_right_behind_a_start_to_another_account_is_heeded_though_both_waited()
    {
        var sms = new ScriptedSender(Channel.Sms) { Tenants = ["south"] };
        await using var rig = new InboxRig(sender: new ScriptedSender { Tenants = ["north", "south"] }, configure: n => n.AddSender(sms));
        await rig.App.Contacts.OptOutAsync("north", A.Number, "asked to");
        await rig.App.Contacts.OptOutAsync("south", A.Number, "asked to");

        await rig.ReceiveAsync($"text 1 {A.Number} START");
        await rig.ReceiveAsync($"sms 2 {A.Number} STOP");
        await rig.App.RunOnceAsync();

        (await rig.App.Contacts.FindAsync("north", A.Number))!.IsOptedOut.Should().BeFalse();
        (await rig.App.Contacts.FindAsync("south", A.Number))!.IsOptedOut.Should().BeTrue();
    }

    [Fact]
    public async Task Stop_of_who_was_erased_is_left_unanswered()
    {
        await using var rig = new InboxRig();
        await rig.App.Contacts.EraseAsync(Notification.DefaultTenant, A.Number, "asked to");

        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();

        rig.Sent.Should().BeEmpty();
    }

    [Fact]
    public async Task Stop_is_the_apps_own_matter_where_it_is_switched_off()
    {
        await using var rig = new InboxRig(_handler, configure: n => n.ConfigureOptOut(o => o.IsEnabled = false));

        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();

        _handler.Seen.Should().ContainSingle();
        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.IsOptedOut.Should().BeFalse();
    }

    [Theory]
    [InlineData("forward")]
    [InlineData("caption")]
    [InlineData("edit")]
    public async Task Stop_that_is_not_said_to_us_goes_to_the_handlers(string kind)
    {
        await using var rig = new InboxRig(_handler);

        await rig.ReceiveAsync($"{kind} 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();

        _handler.Seen.Should().ContainSingle();
        rig.Sent.Should().BeEmpty();
    }

    private static Notification Later()
    {
        var text = A.Text(body: "Later");
        text.NotBefore = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return text;
    }
}

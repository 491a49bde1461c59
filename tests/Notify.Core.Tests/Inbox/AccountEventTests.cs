using Notify.Core.Tests.Diagnostics;
using Notify.Gates;
using Notify.Templates;
using Notify.Webhooks;

namespace Notify.Core.Tests.Inbox;

public sealed class AccountEventTests
{
    [Fact]
    public async Task RunOnce_account_closed_by_its_provider_sends_nothing_until_it_is_opened()
    {
        await using var rig = new InboxRig();
        await SayAsync(rig, Standing(isClosed: true));
        var id = await rig.App.QueueAsync(A.Text());
        await rig.App.RunOnceAsync();
        (await rig.App.StateAsync(id)).Should().Be(DeliveryState.Queued);

        await SayAsync(rig, Standing(isClosed: false));
        await rig.App.RunOnceAsync();

        (await rig.App.StateAsync(id)).Should().Be(DeliveryState.Sent);
        rig.App.Log.Of("NOTIFY_ACCOUNT_CLOSED").Should().ContainSingle();
        rig.App.Log.Of("NOTIFY_ACCOUNT_OPENED").Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnce_template_rejected_by_its_provider_is_no_longer_sent()
    {
        await using var rig = new InboxRig();
        await rig.App.Store.SaveAsync(A.ProviderTemplate());
        var id = await rig.App.QueueAsync(A.Note(variables: ("name", "Aline")));

        await SayAsync(rig, new TemplateApprovalEvent("greeting", "en", ApprovalStatus.Rejected, "words") { Channel = Channel.WhatsApp, Account = "default" });

        (await rig.App.StateAsync(id)).Should().Be(DeliveryState.Blocked);
        rig.App.Sender.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(TemplateCategory.Marketing, DeliveryState.Blocked)]
    [InlineData(TemplateCategory.Utility, DeliveryState.Sent)]
    public async Task RunOnce_person_who_told_the_provider_to_stop_marketing_gets_all_but_that(TemplateCategory category, DeliveryState expected)
    {
        await using var rig = new InboxRig();
        await rig.App.Store.SaveAsync(A.ProviderTemplate() with { Category = category });

        await SayAsync(rig, Preference(allows: false));
        var id = await rig.App.QueueAsync(A.Note(variables: ("name", "Aline")));
        await rig.App.RunOnceAsync();

        (await rig.App.StateAsync(id)).Should().Be(expected);
        rig.App.Log.Of("NOTIFY_MARKETING_PREFERENCE").Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnce_person_who_wants_marketing_again_gets_it()
    {
        await using var rig = new InboxRig();
        await rig.App.Store.SaveAsync(A.ProviderTemplate() with { Category = TemplateCategory.Marketing });
        await SayAsync(rig, Preference(allows: false));
        rig.App.Advance(TimeSpan.FromSeconds(1));

        await SayAsync(rig, Preference(allows: true));
        var id = await rig.App.QueueAsync(A.Note(variables: ("name", "Aline")));
        await rig.App.RunOnceAsync();

        (await rig.App.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_older_word_on_marketing_that_comes_later_changes_nothing()
    {
        await using var rig = new InboxRig();
        await rig.App.Contacts.SaveAsync("acme", A.Number, new ContactPreferences());
        var said = rig.App.Store.Clock.GetUtcNow();
        rig.App.Advance(TimeSpan.FromMinutes(1));
        await SayAsync(rig, Preference(allows: false) with { OccurredAt = said + TimeSpan.FromSeconds(9) });

        await SayAsync(rig, Preference(allows: true) with { OccurredAt = said });

        (await rig.App.Contacts.FindAsync("acme", A.Number))!.AllowsMarketing.Should().BeFalse();
    }

    [Fact]
    public async Task RunOnce_restriction_runs_from_when_the_provider_said_so()
    {
        await using var rig = new InboxRig();
        var id = await rig.App.QueueAsync(A.Text());
        var said = Standing(isClosed: true) with { OccurredAt = rig.App.Store.Clock.GetUtcNow(), For = TimeSpan.FromHours(2) };
        rig.App.Advance(TimeSpan.FromHours(1));
        await SayAsync(rig, said);
        rig.App.Advance(TimeSpan.FromMinutes(59));
        await rig.App.RunOnceAsync();
        (await rig.App.StateAsync(id)).Should().Be(DeliveryState.Queued);

        rig.App.Advance(TimeSpan.FromMinutes(1));
        await rig.App.RunOnceAsync();

        (await rig.App.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task RunOnce_restriction_runs_by_the_stores_clock_whatever_the_workers_says(int hoursWrong)
    {
        using var store = new TestStore();
        var workers = new ManualTimeProvider();
        workers.SetUtcNow(store.Now + TimeSpan.FromHours(hoursWrong));
        await using var rig = new InboxRig(store: store, clock: workers);
        var half = TimeSpan.FromMinutes(30);
        await SayAsync(rig, Standing(isClosed: true) with { OccurredAt = store.Now, For = half });

        (await rig.App.Operations.ReadGatesAsync()).Should().ContainSingle().Which.Until.Should().Be(store.Now + half);
    }

    [Fact]
    public async Task RunOnce_template_whose_name_no_store_keeps_holds_up_nothing()
    {
        await using var rig = new InboxRig();

        await SayAsync(rig, new TemplateApprovalEvent("gree\0ting", "e\0n", ApprovalStatus.Rejected, "words") { Channel = Channel.WhatsApp, Account = "default" });

        (await rig.App.Store.Templates.LoadAsync(default)).Approvals.Should().ContainSingle().Which.Should().Match<Approval>(a => a.ProviderName == "greeting" && a.Language == "en");
    }

    [Fact]
    public async Task RunOnce_restriction_that_is_over_when_it_is_read_closes_nothing()
    {
        await using var rig = new InboxRig();
        var said = Standing(isClosed: true) with { OccurredAt = rig.App.Store.Clock.GetUtcNow(), For = TimeSpan.FromHours(2) };
        rig.App.Advance(TimeSpan.FromHours(2));

        await SayAsync(rig, said);
        var id = await rig.App.QueueAsync(A.Text());
        await rig.App.RunOnceAsync();

        (await rig.App.StateAsync(id)).Should().Be(DeliveryState.Sent);
        rig.App.Log.Of("NOTIFY_ACCOUNT_RESTRICTION_OVER").Should().ContainSingle();
        rig.App.Log.Of("NOTIFY_ACCOUNT_CLOSED").Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_ban_that_comes_after_the_word_that_ended_it_closes_nothing()
    {
        await using var rig = new InboxRig();
        using var meter = new TestMeter(rig.App);
        var said = rig.App.Store.Clock.GetUtcNow();
        rig.App.Advance(TimeSpan.FromHours(1));
        await SayAsync(rig, Standing(isClosed: false) with { OccurredAt = said + TimeSpan.FromMinutes(30) });

        await SayAsync(rig, Standing(isClosed: true) with { OccurredAt = said });
        var id = await rig.App.QueueAsync(A.Text());
        await rig.App.RunOnceAsync();

        (await rig.App.StateAsync(id)).Should().Be(DeliveryState.Sent);
        rig.App.Log.Of("NOTIFY_ACCOUNT_EVENT_OUTDATED").Should().ContainSingle();
        rig.App.Log.Of("NOTIFY_ACCOUNT_CLOSED").Should().BeEmpty();
        meter.Of("notification_account_events_outdated").Should().Equal(new Dictionary<string, double> { ["channel=whatsapp"] = 1 });
    }

    [Fact]
    public async Task RunOnce_word_that_opened_an_account_does_not_open_what_was_closed_since()
    {
        await using var rig = new InboxRig();
        var said = rig.App.Store.Clock.GetUtcNow();
        rig.App.Advance(TimeSpan.FromHours(1));
        await SayAsync(rig, Standing(isClosed: true) with { OccurredAt = said + TimeSpan.FromMinutes(30) });

        await SayAsync(rig, Standing(isClosed: false) with { OccurredAt = said });
        var id = await rig.App.QueueAsync(A.Text());
        await rig.App.RunOnceAsync();

        (await rig.App.StateAsync(id)).Should().Be(DeliveryState.Queued);
        rig.App.Log.Of("NOTIFY_ACCOUNT_OPENED").Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_ban_of_before_an_operator_opened_the_account_closes_nothing()
    {
        await using var rig = new InboxRig();
        var scope = new GateScope { Channel = "whatsapp", Account = "default" };
        await SayAsync(rig, Standing(isClosed: true));
        rig.App.Advance(TimeSpan.FromHours(1));
        (await rig.App.Operations.OpenGateAsync(scope, new CommandInfo("claire", "appeal won"))).Should().BeTrue();

        await SayAsync(rig, Standing(isClosed: true) with { OccurredAt = rig.App.Store.Clock.GetUtcNow() - TimeSpan.FromMinutes(1) });

        (await rig.App.Operations.ReadGatesAsync()).Should().BeEmpty();
        rig.App.Advance(TimeSpan.FromMinutes(1));
        await SayAsync(rig, Standing(isClosed: true));
        (await rig.App.Operations.ReadGatesAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnce_approval_of_before_a_template_was_rejected_does_not_send_it_again()
    {
        await using var rig = new InboxRig();
        await rig.App.Store.SaveAsync(A.ProviderTemplate());
        var said = rig.App.Store.Clock.GetUtcNow();
        rig.App.Advance(TimeSpan.FromHours(1));
        var rejected = new TemplateApprovalEvent("greeting", "en", ApprovalStatus.Rejected, "words")
        {
            Channel = Channel.WhatsApp, Account = "default", OccurredAt = said + TimeSpan.FromMinutes(30),
        };
        await SayAsync(rig, rejected);

        await SayAsync(rig, rejected with { Status = ApprovalStatus.Approved, OccurredAt = said });

        (await rig.App.Store.Templates.LoadAsync(default)).Approvals.Should().ContainSingle().Which.Status.Should().Be(ApprovalStatus.Rejected);
        rig.App.Log.Of("NOTIFY_TEMPLATE_APPROVAL").Should().ContainSingle();
        rig.App.Log.Of("NOTIFY_ACCOUNT_EVENT_OUTDATED").Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnce_stop_of_marketing_to_an_account_that_lists_no_tenant_holds_for_all_who_know_the_person()
    {
        await using var rig = new InboxRig();
        await rig.App.Contacts.SaveAsync("acme", A.Number, new ContactPreferences());
        await rig.App.Contacts.SaveAsync("globex", A.Number, new ContactPreferences());

        await SayAsync(rig, Preference(allows: false));

        (await rig.App.Contacts.FindAsync("acme", A.Number))!.AllowsMarketing.Should().BeFalse();
        (await rig.App.Contacts.FindAsync("globex", A.Number))!.AllowsMarketing.Should().BeFalse();
        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number)).Should().BeNull();
    }

    private static MarketingPreferenceEvent Preference(bool allows) =>
        new(Address.Phone(A.Number), allows) { Channel = Channel.WhatsApp, Account = "default" };

    private static AccountStandingEvent Standing(bool isClosed) =>
        new(isClosed, "ACCOUNT_RESTRICTION", "Too many complaints.", null, null) { Channel = Channel.WhatsApp, Account = "default" };

    private static async Task SayAsync(InboxRig rig, AccountEvent said)
    {
        rig.Reader.Events = [said];
        await rig.ReceiveAsync("events");
        await rig.App.RunOnceAsync();
        rig.Reader.Events = [];
    }
}

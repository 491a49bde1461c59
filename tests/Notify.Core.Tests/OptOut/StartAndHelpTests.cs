using Notify.Inbound;
using Notify.OptOut;

namespace Notify.Core.Tests.OptOut;

public sealed class StartAndHelpTests
{
    private const string Confirmation = "You will get our messages again. Reply STOP to end them, HELP for help.";

    private readonly TestHandler _handler = TestHandler.That(InboundResult.Handled);

    [Theory]
    [InlineData("START")]
    [InlineData("unstop")]
    [InlineData("Yes")]
    public async Task Start_of_who_opted_out_opts_in_and_confirms(string word)
    {
        await using var rig = new InboxRig(_handler);
        await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, A.Number, "test");

        await rig.ReceiveAsync($"text 1 {A.Number} {word}");
        await rig.App.RunOnceAsync();

        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.IsOptedOut.Should().BeFalse();
        rig.Sent.Should().Equal(Confirmation);
        _handler.Seen.Should().BeEmpty();
        rig.App.Log.Of("NOTIFY_OPTED_IN").Should().ContainSingle();
    }

    [Theory]
    [InlineData("START")]
    [InlineData("OUI")]
    public async Task Start_of_anybody_else_goes_to_the_handlers(string word)
    {
        await using var rig = new InboxRig(_handler);

        await rig.ReceiveAsync($"text 1 {A.Number} {word}");
        await rig.App.RunOnceAsync();

        _handler.Seen.Should().Equal((word, 1));
        rig.Sent.Should().BeEmpty();
    }

    [Theory]
    [InlineData("NDIYO", true)]
    [InlineData("START", false)]
    public async Task Yes_to_an_open_question_goes_to_the_handlers(string word, bool isAnswer)
    {
        await using var rig = new InboxRig(_handler, register: s => s.AddSingleton<IOpenQuestions, Asking>());
        await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, A.Number, "test");

        await rig.ReceiveAsync($"text 1 {A.Number} {word}");
        await rig.App.RunOnceAsync();

        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.IsOptedOut.Should().Be(isAnswer);
        _handler.Seen.Should().HaveCount(isAnswer ? 1 : 0);
    }

    [Fact]
    public async Task Start_worker_dies_between_opting_in_and_confirming_it_is_confirmed_once()
    {
        await using var rig = new InboxRig(_handler);
        await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, A.Number, "test");
        rig.Queue.BeforeEnqueue = HookedQueue.FailFirst(1);
        await rig.ReceiveAsync($"text 1 {A.Number} START");
        await rig.App.RunOnceAsync();
        rig.Sent.Should().BeEmpty();

        rig.App.Advance(TimeSpan.FromMinutes(2));
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal(Confirmation);
        _handler.Seen.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_dead_or_handed_back_between_opting_in_and_confirming_it_is_confirmed_once(bool isHandedBack)
    {
        await using var rig = new InboxRig(_handler);
        await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, A.Number, "test");
        await rig.ReceiveAsync($"text 1 {A.Number} START");
        await (isHandedBack ? rig.HandBackAsync() : rig.RunUntilDeadAsync());

        await rig.RetryAsync();
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal(Confirmation);
        _handler.Seen.Should().BeEmpty();
    }

    [Fact]
    public async Task Start_retried_by_an_operator_after_a_stop_changes_nothing()
    {
        await using var rig = new InboxRig(_handler);
        await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, A.Number, "test");
        await rig.ReceiveAsync($"text 1 {A.Number} START");
        await rig.RunUntilDeadAsync();
        await rig.ReceiveAsync($"text 2 {A.Number} STOP");
        await rig.App.RunOnceAsync();

        await rig.RetryAsync();

        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.IsOptedOut.Should().BeTrue();
        rig.Sent.Should().ContainSingle().Which.Should().StartWith("You have opted out");
        rig.App.Log.Of("NOTIFY_WORD_OVERTAKEN").Should().ContainSingle();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Help_dead_or_handed_back_is_answered_once(bool isHandedBack)
    {
        await using var rig = new InboxRig(_handler);
        await rig.ReceiveAsync($"text 1 {A.Number} HELP");
        await (isHandedBack ? rig.HandBackAsync() : rig.RunUntilDeadAsync());

        await rig.RetryAsync();
        await rig.App.RunOnceAsync();

        rig.Sent.Should().ContainSingle();
        _handler.Seen.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false, "START", "STOP", "YES")]
    [InlineData(true, "YES", "STOP")]
    public async Task Start_tried_again_of_what_came_at_the_same_time_the_last_word_counts(bool isOptedOut, params string[] words)
    {
        InboxRig? rig = null;
        var slow = new TestHandler((_, _) =>
        {
            rig!.App.Advance(TimeSpan.FromSeconds(20));
            return Task.FromResult(InboundResult.Handled);
        });
        await using var _ = rig = new InboxRig(slow, register: s => s.AddSingleton<IOpenQuestions, Unreadable>());
        await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, A.Number, "test");

        await rig.ReceiveAsync([.. words.Prepend("Hello").Select((word, i) => $"text {i} {A.Number} {word}")]);
        await rig.App.RunOnceAsync();
        rig.App.Advance(TimeSpan.FromMinutes(2));
        await rig.App.RunOnceAsync();

        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.IsOptedOut.Should().Be(isOptedOut);
    }

    [Fact]
    public async Task Start_that_came_while_the_stop_before_it_was_waiting_opts_in()
    {
        InboxRig? rig = null;
        var slow = new TestHandler((_, _) =>
        {
            rig!.App.Advance(TimeSpan.FromSeconds(20));
            return Task.FromResult(InboundResult.Handled);
        });
        await using var _ = rig = new InboxRig(slow);

        await rig.ReceiveAsync($"text 1 {A.Number} Hello", $"text 2 {A.Number} STOP", $"text 3 {A.Number} START");
        await rig.App.RunOnceAsync();

        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.IsOptedOut.Should().BeFalse();
    }

    [Fact]
    public async Task Start_older_than_the_opt_out_changes_nothing()
    {
        await using var rig = new InboxRig();
        await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, A.Number, "test");
        rig.Inbox.BeforeSettleMessages = HookedQueue.FailFirst(1);
        await rig.ReceiveAsync($"text 1 {A.Number} START");
        await rig.App.RunOnceAsync();
        rig.App.Advance(TimeSpan.FromMinutes(2));
        await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, A.Number, "once more");

        await rig.App.RunOnceAsync();

        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.IsOptedOut.Should().BeTrue();
        rig.Sent.Should().Equal(Confirmation);
    }

    [Fact]
    public async Task Start_ends_an_opt_out_of_its_channel_only()
    {
        await using var rig = new InboxRig(configure: n => n.ConfigureOptOut(o => o.Scope = OptOutScope.Channel));
        foreach (var channel in new[] { Channel.WhatsApp, Channel.Sms })
        {
            var key = new ContactKey(Notification.DefaultTenant, Address.Phone(A.Number));
            await rig.App.Store.Contacts.SetConsentAsync(new ConsentChange(key, true, "test", "contact") { Channel = channel }, default);
        }

        await rig.ReceiveAsync($"text 1 {A.Number} START");
        await rig.App.RunOnceAsync();

        var contact = (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!;
        (contact.IsOptedOutOf(Channel.WhatsApp), contact.IsOptedOutOf(Channel.Sms)).Should().Be((false, true));
        rig.Sent.Should().Equal(Confirmation);
    }

    [Theory]
    [InlineData("south", true)]
    [InlineData("north", false)]
    public async Task Start_twice_at_once_for_two_tenants_is_confirmed_by_who_was_first_at_the_first(string first, bool isConfirmed)
    {
        await using var rig = new InboxRig(_handler, new ScriptedSender { Tenants = ["north", "south"] });
        foreach (var tenant in new[] { "north", "south" })
        {
            await rig.App.Contacts.OptOutAsync(tenant, A.Number, "by letter");
        }

        // The other one was first at one tenant, and is at work still.
        await rig.ReceiveAsync($"text 1 {A.Number} Hello");
        await rig.App.RunOnceAsync();
        var other = await rig.MessageAsync("north");
        await rig.App.Store.Contacts.SetConsentAsync(
            new ConsentChange(new ContactKey(first, Address.Phone(A.Number)), false, $"wrote START (inbound {other:N})", "contact"), default);
        await rig.ReceiveAsync($"text 2 {A.Number} START");
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal(isConfirmed ? [Confirmation] : []);
        (await rig.App.Contacts.FindAsync("north", A.Number))!.IsOptedOut.Should().BeFalse();
        (await rig.App.Contacts.FindAsync("south", A.Number))!.IsOptedOut.Should().BeFalse();
    }

    [Fact]
    public async Task Start_of_who_was_erased_makes_a_new_contact_and_confirms()
    {
        await using var rig = new InboxRig();
        await rig.App.Contacts.EraseAsync(Notification.DefaultTenant, A.Number, "asked to");
        rig.App.Advance(TimeSpan.FromMinutes(1));

        await rig.ReceiveAsync($"text 1 {A.Number} START");
        await rig.App.RunOnceAsync();

        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, A.Number))!.IsErased.Should().BeFalse();
        rig.Sent.Should().Equal(Confirmation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Help_is_answered_also_to_who_opted_out(bool isOptedOut)
    {
        await using var rig = new InboxRig(_handler, configure: n => n.ConfigureOptOut(o => o.Contact = "help@shop.rw"));
        if (isOptedOut)
        {
            await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, A.Number, "test");
        }

        await rig.ReceiveAsync($"text 1 {A.Number} AIDE");
        await rig.App.RunOnceAsync();

        rig.Sent.Should().Equal("Aide : help@shop.rw. Répondez STOP pour ne plus recevoir de messages de notre part.");
        _handler.Seen.Should().BeEmpty();
        rig.App.Log.Of("NOTIFY_HELP_ASKED").Should().ContainSingle();
    }

    [Fact]
    public async Task Answers_are_in_the_persons_language()
    {
        await using var rig = new InboxRig();
        await rig.App.Contacts.SaveAsync(Notification.DefaultTenant, A.Number, new ContactPreferences { Locale = "sw-KE" });

        await rig.ReceiveAsync($"text 1 {A.Number} STOP");
        await rig.App.RunOnceAsync();

        rig.Sent.Should().ContainSingle().Which.Should().StartWith("Umejiondoa.");
    }

    // Fails the first time.
    private sealed class Unreadable : IOpenQuestions
    {
        private int _asked;

        public ValueTask<bool> IsAskedAsync(InboundContext context, CancellationToken cancellationToken) =>
            _asked++ == 0 ? throw HookedQueue.Broken() : ValueTask.FromResult(false);

        public ValueTask AskAgainAsync(InboundContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    private sealed class Asking : IOpenQuestions
    {
        public ValueTask<bool> IsAskedAsync(InboundContext context, CancellationToken cancellationToken) => ValueTask.FromResult(true);

        public ValueTask AskAgainAsync(InboundContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}

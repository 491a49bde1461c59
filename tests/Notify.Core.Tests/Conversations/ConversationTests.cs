using System.Text.Json.Nodes;
using Notify.Conversations;
using Notify.Inbound;
using Notify.Inbox;
using Notify.Sessions;

namespace Notify.Core.Tests.Conversations;

public sealed class ConversationTests
{
    [Fact]
    public async Task HandleAsync_questions_are_asked_in_order_and_handed_over_when_all_are_answered()
    {
        await using var rig = new TalkRig(TalkRig.Intake);

        (await rig.SayAsync("Hello")).Should().Equal(TalkRig.ServiceQuestion);
        (await rig.SayAsync("2")).Should().Equal("Your name?");
        (await rig.SayAsync("Aline Uwase")).Should().Equal("Your e-mail?");
        (await rig.SayAsync("aline@example.rw")).Should().Equal("Thank you.");

        var taken = rig.Receiver.Taken.Should().ContainSingle().Which;
        taken.Answers.Should().BeEquivalentTo(new Dictionary<string, string> { ["service"] = "work_visa", ["name"] = "Aline Uwase", ["email"] = "aline@example.rw" });
        (taken.Name, taken.End, taken.Unanswered, taken.Contact.Address.Value).Should().Be(("intake", ConversationEnd.Completed, null, TalkRig.Number));
        var session = await rig.SessionAsync();
        (session.Id, session.Context.Text("intake.service"), session.Context.Text("intake.name")).Should().Be((taken.SessionId, "work_visa", "Aline Uwase"));
        rig.App.Log.Of("NOTIFY_CONVERSATION_TAKEN_OVER").Should().ContainSingle();
        rig.App.Log.Lines.Should().NotContain(l => l.Everything.Contains("Aline") || l.Everything.Contains("aline"));
    }

    [Fact]
    public async Task HandleAsync_what_comes_after_the_end_is_passed_on()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SayAsync("A visa. My name is Aline");
        await rig.SayAsync("skip");

        (await rig.SayAsync("And what does it cost?")).Should().BeEmpty();

        rig.Next.Seen.Should().Equal(("And what does it cost?", 1));
        rig.Receiver.Taken.Should().ContainSingle().Which.Answers.Keys.Should().BeEquivalentTo(["service", "name"], "a question that was left out has no answer");
    }

    [Fact]
    public async Task HandleAsync_what_the_first_message_says_is_not_asked()
    {
        await using var rig = new TalkRig(TalkRig.Intake);

        (await rig.SayAsync("Hi, I need a RELOCATION, write to aline@example.rw.")).Should().Equal("Your name?");
        (await rig.SayAsync("my name is Aline")).Should().Equal("Thank you.");
    }

    [Fact]
    public async Task HandleAsync_all_said_at_once_asks_nothing()
    {
        await using var rig = new TalkRig(TalkRig.Intake);

        (await rig.SayAsync("My name is Aline, I am moving house, aline@example.rw")).Should().Equal("Thank you.");
    }

    [Fact]
    public async Task HandleAsync_what_the_session_knows_from_a_call_is_not_asked()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        var session = await rig.SessionAsync(Channel.Voice);
        await rig.App.Services.GetRequiredService<ISessions>().MergeAsync(
            Notification.DefaultTenant, session.Id, new JsonObject { ["intake.service"] = "entry permit", ["intake.name"] = "x", ["intake.email"] = "a@example.rw" });

        (await rig.SayAsync("Hello")).Should().Equal(["Your name?"], "a name of one letter is none");
        await rig.SayAsync("Aline");

        rig.Receiver.Taken.Should().ContainSingle().Which.Answers["service"].Should().Be("visa");
    }

    [Fact]
    public async Task HandleAsync_resumed_on_the_other_channel_goes_on_where_it_stopped()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SayAsync("Hello");
        await rig.SayAsync("visa");

        rig.App.Advance(TimeSpan.FromHours(3));
        (await rig.SayAsync("Aline", "sms")).Should().Equal("Your e-mail?");
        rig.Sms.Should().Equal("Your e-mail?");
        (await rig.SayAsync("a@example.rw", "sms")).Should().Equal("Thank you.");
    }

    [Fact]
    public async Task HandleAsync_new_session_asks_anew()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SayAsync("A visa");

        rig.App.Advance(TimeSpan.FromHours(25));

        (await rig.SayAsync("Hello again")).Should().Equal(TalkRig.ServiceQuestion);
    }

    [Fact]
    public async Task HandleAsync_answer_that_is_none_is_asked_for_again_and_then_given_up()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SayAsync("Hello");

        (await rig.SayAsync("What?")).Should().Equal("Please choose one.\n1. Visa\n2. Work visa\n3. Moving house");
        (await rig.SayAsync("No idea")).Should().Equal("A colleague will call you.");
        (await rig.SayAsync("Hello?")).Should().BeEmpty();

        rig.Receiver.Taken.Should().ContainSingle().Which.Should().Match<FinishedConversation>(f => f.End == ConversationEnd.GivenUp && f.Unanswered == "service");
        rig.Next.Seen.Should().ContainSingle();
    }

    [Fact]
    public async Task HandleAsync_optional_question_answered_wrongly_too_often_is_left_out()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SayAsync("A visa, my name is Aline");

        (await rig.SayAsync("at aline")).Should().Equal(["Your e-mail?"], "without a text of its own for that");
        (await rig.SayAsync("I said: at aline")).Should().Equal("Thank you.");

        rig.Receiver.Taken.Should().ContainSingle().Which.End.Should().Be(ConversationEnd.Completed);
    }

    [Fact]
    public async Task HandleAsync_wrong_answers_are_counted_by_question()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SayAsync("Hello");
        await rig.SayAsync("What?");
        await rig.SayAsync("visa");

        (await rig.SayAsync("x")).Should().Equal(["Your name?"], "it is the first wrong answer to this one");
    }

    [Fact]
    public async Task HandleAsync_skip_word_leaves_out_no_question_that_must_be_answered()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SayAsync("Hello");

        (await rig.SayAsync("skip")).Single().Should().StartWith("Please choose one.");
    }

    [Theory]
    [InlineData("fr", "Quel service ?\n1. Visa\n2. Visa de travail\n3. Déménagement")]
    [InlineData("fr-RW", "Quel service ?\n1. Visa\n2. Visa de travail\n3. Déménagement")]
    [InlineData("sw", "Which service?\n1. Visa\n2. Work visa\n3. Moving house")]
    public async Task HandleAsync_asks_in_the_contacts_language(string locale, string expected)
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.App.Contacts.SaveAsync(Notification.DefaultTenant, TalkRig.Number, new ContactPreferences { Locale = locale });

        (await rig.SayAsync("Bonjour")).Should().Equal(expected);
    }

    [Fact]
    public async Task HandleAsync_reaction_answers_nothing_and_a_picture_is_no_answer()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SayAsync("A visa");

        (await rig.SayAsync("yes", "thumb")).Should().BeEmpty();
        (await rig.SayAsync("", "caption")).Should().Equal("Your name?");
        (await rig.SayAsync("Aline", "caption")).Should().Equal(["Your e-mail?"], "its caption is an answer");
    }

    [Fact]
    public async Task HandleAsync_start_words_only_they_begin_it()
    {
        await using var rig = new TalkRig(TalkRig.Intake with { StartWords = ["call me", "aide"] });

        (await rig.SayAsync("Where is my recall me order?")).Should().BeEmpty();
        (await rig.SayAsync("Please, call ME back")).Should().Equal(TalkRig.ServiceQuestion);
        rig.Next.Seen.Should().ContainSingle();
    }

    [Fact]
    public async Task HandleAsync_conversation_of_another_tenant_is_not_held()
    {
        await using var rig = new TalkRig(TalkRig.Intake with { Tenant = "acme" });

        (await rig.SayAsync("Hello")).Should().BeEmpty();
    }

    [Fact]
    public async Task HandleAsync_burst_written_before_the_question_is_searched_and_not_taken_for_its_answer()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        rig.Sessions.BeforeOpen = () => rig.App.Advance(TimeSpan.FromSeconds(1));
        await rig.WriteAsync("Hello, a visa please");
        await rig.WriteAsync("it is urgent");
        await rig.WriteAsync("a@example.rw");

        (await rig.AnswersAsync()).Should().Equal(["Your name?"], "it is asked once, and 'it is urgent' is no name");
        (await rig.SayAsync("Aline")).Should().Equal("Thank you.");

        rig.Receiver.Taken.Should().ContainSingle().Which.Answers["name"].Should().Be("Aline");
    }

    [Fact]
    public async Task HandleAsync_context_changed_meanwhile_loses_no_answer()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SayAsync("Hello");
        var meanwhile = Once(async () =>
        {
            var session = await rig.SessionAsync(Channel.Voice);
            await rig.App.Services.GetRequiredService<ISessions>().MergeAsync(Notification.DefaultTenant, session.Id, new JsonObject { ["intake.name"] = "Aline" });
        });
        rig.Sessions.BeforeChange = change => change.ExpectedVersion is null ? Task.CompletedTask : meanwhile();

        (await rig.SayAsync("visa")).Should().Equal("Your e-mail?");
    }

    [Fact]
    public async Task HandleAsync_two_messages_at_once_on_two_workers_lose_no_answer()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SayAsync("Hello");
        var other = Once(() => HandleAsync(rig, "a@example.rw"));
        rig.Sessions.BeforeChange = change => change.ExpectedVersion is null ? Task.CompletedTask : other();

        await HandleAsync(rig, "visa");

        (await rig.AnswersAsync()).Should().BeEquivalentTo([TalkRig.ServiceQuestion, "Your name?"]);
        (await rig.SayAsync("Aline")).Should().Equal("Thank you.");
        rig.Receiver.Taken.Should().ContainSingle().Which.Answers.Should().HaveCount(3);
    }

    [Fact]
    public async Task HandleAsync_message_that_waits_to_be_tried_again_is_not_taken_for_an_answer_to_a_later_question()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SayAsync("Hello");
        rig.Inbox.BeforeSettleMessages = HookedQueue.FailFirst(1);
        (await rig.SayAsync("visa")).Should().Equal("Your name?");
        rig.App.Advance(TimeSpan.FromMinutes(3));

        (await rig.AnswersAsync()).Should().BeEmpty("it was handled before it was marked so");
        (await rig.SayAsync("Aline")).Should().Equal("Your e-mail?");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HandleAsync_yes_of_who_opted_out_is_no_start_while_a_question_is_open(bool isOpen)
    {
        await using var rig = new TalkRig(TalkRig.Intake with { StartWords = ["visa"] });
        await rig.SayAsync(isOpen ? "A visa" : "Hello");
        await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, TalkRig.Number, "asked on the phone");

        await rig.SayAsync("Yes");

        (await rig.App.Contacts.FindAsync(Notification.DefaultTenant, TalkRig.Number))!.IsOptedOut.Should().Be(isOpen);
        (await rig.SessionAsync()).Context.Text("intake.name").Should().BeNull("who hears no questions answers none");
    }

    [Fact]
    public async Task HandleAsync_words_of_who_opted_out_are_no_wrong_answers()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SayAsync("Hello");
        await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, TalkRig.Number, "asked on the phone");
        await rig.SayAsync("one thing");
        await rig.SayAsync("or another");
        await rig.App.Contacts.OptInAsync(Notification.DefaultTenant, TalkRig.Number, "asked on the phone");

        (await rig.SayAsync("visa")).Should().Equal("Your name?");
        rig.Receiver.Taken.Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task HandleAsync_open_question_is_asked_again_behind_the_confirmation_of_a_start(int failsAt)
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SayAsync("A visa");
        await rig.SayAsync("STOP");
        await rig.SayAsync("one thing");
        var queued = 0;
        rig.Queue.BeforeEnqueue = () => ++queued == failsAt ? throw HookedQueue.Broken() : Task.CompletedTask;
        var answers = (await rig.SayAsync("START")).ToList();
        rig.App.Advance(TimeSpan.FromMinutes(2));
        answers.AddRange(await rig.AnswersAsync());
        rig.App.Advance(TimeSpan.FromMinutes(2));
        answers.AddRange(await rig.AnswersAsync());

        answers.Should().HaveCount(2).And.HaveElementAt(1, "Your name?");
        answers[0].Should().StartWith("You will get our messages again");
        (await rig.SayAsync("Aline")).Should().Equal("Your e-mail?");
    }

    [Fact]
    public async Task HandleAsync_question_that_was_asked_since_a_start_that_is_tried_again_is_asked_once()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SayAsync("A visa");
        await rig.SayAsync("STOP");
        var queued = 0;
        rig.Queue.BeforeEnqueue = () => ++queued == 1 ? throw HookedQueue.Broken() : Task.CompletedTask;
        (await rig.SayAsync("START")).Should().BeEmpty();
        rig.App.Advance(TimeSpan.FromSeconds(1));
        (await rig.SayAsync("Aline")).Should().Equal("Your e-mail?");

        rig.App.Advance(TimeSpan.FromMinutes(2));
        var answers = (await rig.AnswersAsync()).ToList();
        rig.App.Advance(TimeSpan.FromMinutes(2));
        answers.AddRange(await rig.AnswersAsync());

        answers.Should().ContainSingle().Which.Should().StartWith("You will get our messages again");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HandleAsync_start_while_no_question_is_open_asks_none(bool isOver)
    {
        await using var rig = new TalkRig(TalkRig.Intake with { StartWords = ["visa"] });
        await rig.SayAsync(isOver ? "A visa for Aline. My name is Aline, a@example.rw" : "Hello");
        await rig.SayAsync("STOP");

        var answers = (await rig.SayAsync("START")).ToList();
        rig.App.Advance(TimeSpan.FromMinutes(2));
        answers.AddRange(await rig.AnswersAsync());

        answers.Should().ContainSingle().Which.Should().StartWith("You will get our messages again");
    }

    [Fact]
    public async Task HandleAsync_session_that_ends_meanwhile_leaves_the_question_to_the_next()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.SessionAsync();
        rig.App.Advance(TimeSpan.FromSeconds(1));
        var close = Once(async () => await Sessions(rig).SetStatusAsync(Notification.DefaultTenant, (await rig.SessionAsync()).Id, SessionStatus.Closed));
        rig.Sessions.BeforeChange = change => change.ExpectedVersion is null ? Task.CompletedTask : close();

        (await rig.SayAsync("Hello")).Should().Equal(TalkRig.ServiceQuestion);

        var sessions = (await Sessions(rig).PageAsync(new SessionSelection(Notification.DefaultTenant))).Sessions;
        sessions.Select(s => (s.Status, IsAsked: s.Context["intake"] is not null)).Should().Equal((SessionStatus.Active, true), (SessionStatus.Closed, false));
    }

    [Fact]
    public async Task HandleAsync_person_erased_meanwhile_leaves_no_session()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        var erase = Once(() => rig.App.Contacts.EraseAsync(Notification.DefaultTenant, TalkRig.Number, "asked to"));
        rig.Sessions.BeforeChange = change => change.ExpectedVersion is null ? Task.CompletedTask : erase();

        (await rig.SayAsync("A visa. My name is Aline, a@example.rw")).Should().BeEmpty();

        (await Sessions(rig).PageAsync(new SessionSelection(Notification.DefaultTenant))).Sessions.Should().BeEmpty();
        rig.App.Log.Of("NOTIFY_INBOUND_FAILED").Should().BeEmpty();
    }

    [Fact]
    public async Task HandleAsync_begins_nothing_with_who_opted_out()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        await rig.App.Contacts.OptOutAsync(Notification.DefaultTenant, TalkRig.Number, "asked on the phone");
        await rig.SayAsync("Hello");
        await rig.App.Contacts.OptInAsync(Notification.DefaultTenant, TalkRig.Number, "asked on the phone");

        await rig.SayAsync("Hello");

        (await rig.SessionAsync()).Context.Text("intake.name").Should().BeNull("nobody saw a question before");
    }

    [Fact]
    public async Task HandleAsync_receiver_that_fails_is_called_again_and_the_person_told_once()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        rig.Receiver.Before = HookedQueue.FailFirst(1);

        (await rig.SayAsync("A visa for Aline. My name is Aline, a@example.rw")).Should().Equal("Thank you.");
        rig.Receiver.Taken.Should().BeEmpty();
        rig.App.Advance(TimeSpan.FromMinutes(1));
        (await rig.AnswersAsync()).Should().BeEmpty();

        rig.Receiver.Taken.Should().ContainSingle();
    }

    [Fact]
    public async Task HandleAsync_receiver_that_closes_the_session_takes_the_hand_over_from_nobody()
    {
        var second = new TestReceiver { Before = HookedQueue.FailFirst(1) };
        await using var rig = new TalkRig(TalkRig.Intake, n => n.Services.AddSingleton<IConversationReceiver>(second));
        rig.Receiver.Before = async () =>
            await rig.App.Services.GetRequiredService<ISessions>().SetStatusAsync(Notification.DefaultTenant, (await rig.SessionAsync()).Id, SessionStatus.Closed);
        rig.Receiver.Before = Once(rig.Receiver.Before);

        (await rig.SayAsync("A visa for Aline. My name is Aline, a@example.rw")).Should().Equal("Thank you.");
        rig.App.Advance(TimeSpan.FromMinutes(1));
        (await rig.AnswersAsync()).Should().BeEmpty();

        second.Taken.Should().ContainSingle().Which.Should().Match<FinishedConversation>(f => f.Id == rig.Receiver.Taken[0].Id && f.SessionId == rig.Receiver.Taken[0].SessionId);
        (await rig.App.Services.GetRequiredService<ISessions>().PageAsync(new SessionSelection(Notification.DefaultTenant))).Sessions.Should().ContainSingle()
            .Which.Status.Should().Be(SessionStatus.Closed);
        rig.App.Log.Of("NOTIFY_CONVERSATION_TAKEN_OVER").Should().ContainSingle();
        (await rig.SayAsync("One more thing")).Should().Equal(TalkRig.ServiceQuestion);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task HandleAsync_retried_by_an_operator_after_the_session_expired_takes_the_hand_over_from_nobody(int talksSince)
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        rig.Receiver.Before = HookedQueue.FailFirst(5);
        (await rig.SayAsync("A visa for Aline. My name is Aline, a@example.rw")).Should().Equal("Thank you.");
        await RunUntilDeadAsync(rig);
        var sessions = rig.App.Services.GetRequiredService<ISessions>();
        for (var i = 0; i <= talksSince; i++)
        {
            rig.App.Advance(TimeSpan.FromHours(25));
            await (i < talksSince ? rig.SessionAsync() : Task.CompletedTask);
        }

        (await RetryAsync(rig)).Should().BeEmpty();

        rig.Receiver.Taken.Should().ContainSingle().Which.Answers.Should().Contain("email", "a@example.rw");
        var page = await sessions.PageAsync(new SessionSelection(Notification.DefaultTenant));
        page.Sessions.Should().HaveCount(talksSince + 1);
        rig.Receiver.Taken[0].SessionId.Should().Be(page.Sessions[^1].Id);
    }

    [Fact]
    public async Task HandleAsync_retried_by_an_operator_after_a_receiver_closed_the_session_takes_the_hand_over_from_nobody()
    {
        var second = new TestReceiver { Before = HookedQueue.FailFirst(5) };
        await using var rig = new TalkRig(TalkRig.Intake, n => n.Services.AddSingleton<IConversationReceiver>(second));
        rig.Receiver.Before = Once(async () =>
            await rig.App.Services.GetRequiredService<ISessions>().SetStatusAsync(Notification.DefaultTenant, (await rig.SessionAsync()).Id, SessionStatus.Closed));
        (await rig.SayAsync("A visa for Aline. My name is Aline, a@example.rw")).Should().Equal("Thank you.");
        await RunUntilDeadAsync(rig);

        (await RetryAsync(rig)).Should().BeEmpty();

        second.Taken.Should().ContainSingle().Which.SessionId.Should().Be(await OnlySessionAsync(rig));
        rig.Receiver.Taken.Should().HaveCount(6).And.OnlyContain(f => f.Id == second.Taken[0].Id && f.SessionId == second.Taken[0].SessionId);
    }

    [Fact]
    public async Task HandleAsync_handed_back_after_a_receiver_closed_the_session_takes_the_hand_over_from_nobody()
    {
        await using var rig = new TalkRig(TalkRig.Intake);
        using var end = new CancellationTokenSource();
        rig.Receiver.Before = Once(async () =>
        {
            await rig.App.Services.GetRequiredService<ISessions>().SetStatusAsync(Notification.DefaultTenant, (await rig.SessionAsync()).Id, SessionStatus.Closed);
            await end.CancelAsync();
            end.Token.ThrowIfCancellationRequested();
        });
        await rig.WriteAsync("A visa for Aline. My name is Aline, a@example.rw");
        await rig.App.Services.GetRequiredService<WebhookPump>().RunAsync(default);
        var messages = rig.App.Services.GetRequiredService<MessagePump>();
        await messages.RunAsync(default, end.Token);
        await messages.DrainAsync();
        rig.Receiver.Taken.Should().BeEmpty();

        (await rig.AnswersAsync()).Should().Equal("Thank you.");

        rig.Receiver.Taken.Should().ContainSingle().Which.SessionId.Should().Be(await OnlySessionAsync(rig));
    }

    [Fact]
    public async Task HandleAsync_looks_for_an_earlier_session_once_however_many_handlers_do()
    {
        var read = 0;
        await using var rig = new TalkRig(TalkRig.Intake with { StartWords = ["visa"] });
        rig.Next = new TestHandler(async (context, token) =>
        {
            await context.MergeSessionAsync(new() { ["seen"] = context.Id.ToString() }, token);
            (await context.FindEarlierSessionAsync(_ => false, token)).Should().BeNull();
            (await context.GetSessionAsync(token)).Context.Text("seen").Should().NotBeNull();
            return InboundResult.Handled;
        });
        rig.Sessions.BeforePage = () => read++;

        await rig.SayAsync("Hello");

        read.Should().Be(1);
        rig.Next.Seen.Should().ContainSingle();
    }

    [Fact]
    public async Task HandleAsync_text_is_sanitized_before_it_leaves()
    {
        await using var rig = new TalkRig(
            TalkRig.Intake,
            n => n.AddGreeting("en", "Welcome to Secret Ltd.").AddSanitizer(SanitizerRule.Rewrite("names", new("Secret|name", default, TimeSpan.FromSeconds(1)), "***")));

        (await rig.SayAsync("A visa")).Should().Equal("Welcome to *** Ltd.\n\nYour ***?");
    }

    [Fact]
    public void AddConversation_wrong_one_is_refused_when_the_app_starts()
    {
        var app = () => TestApp.Create(n => n.AddConversation(TalkRig.Intake with { MaxTries = 0, Completed = TalkRig.In("x", "y").Where(t => t.Key == "en").ToDictionary() }))
            .Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ConversationOptions>>().Value;

        app.Should().Throw<Microsoft.Extensions.Options.OptionsValidationException>().Which.Message.Should()
            .Contain("intake").And.Contain("maxTries: 0; use 1 to 10").And.Contain("completed: there is no 'fr'");
    }

    private static async Task<Guid> OnlySessionAsync(TalkRig rig) =>
        (await rig.App.Services.GetRequiredService<ISessions>().PageAsync(new SessionSelection(Notification.DefaultTenant))).Sessions.Should().ContainSingle().Which.Id;

    private static async Task RunUntilDeadAsync(TalkRig rig)
    {
        for (var i = 0; i < 4; i++)
        {
            rig.App.Advance(TimeSpan.FromMinutes(10));
            (await rig.AnswersAsync()).Should().BeEmpty();
        }
    }

    private static async Task<IReadOnlyList<string>> RetryAsync(TalkRig rig)
    {
        (await rig.App.Operations.RetryMessagesAsync(new InboundSelection(Notification.DefaultTenant), new("claire", "the desk is back"))).Should().Be(1);
        return await rig.AnswersAsync();
    }

    private static ISessions Sessions(TalkRig rig) => rig.App.Services.GetRequiredService<ISessions>();

    private static Func<Task> Once(Func<Task> action)
    {
        var isDone = false;
        return () =>
        {
            var wasDone = isDone;
            isDone = true;
            return wasDone ? Task.CompletedTask : action();
        };
    }

    // As a second worker would that claimed the person's message by the lease of a first.
    private static async Task HandleAsync(TalkRig rig, string words)
    {
        var services = rig.App.Services;
        var contact = await rig.App.Contacts.FindAsync(Notification.DefaultTenant, TalkRig.Number);
        var context = new InboundContext(rig.App.Notifier, services.GetRequiredService<SessionService>(), services.GetRequiredService<Greeter>())
        {
            Id = Guid.NewGuid(),
            Tenant = Notification.DefaultTenant,
            Contact = contact!,
            Message = new InboundMessage
            {
                Channel = Channel.WhatsApp, Account = "default", ProviderMessageId = words, From = contact!.Address, Content = new InboundText(words),
            },
            ReceivedAt = rig.Store.Now,
            Attempt = 1,
        };
        (await services.GetServices<IInboundHandler>().OfType<ConversationHandler>().Single().HandleAsync(context, default)).Should().Be(InboundResult.Handled);
    }
}

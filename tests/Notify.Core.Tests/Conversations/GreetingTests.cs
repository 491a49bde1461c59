using Notify.Inbound;
using Notify.Sessions;

namespace Notify.Core.Tests.Conversations;

public sealed class GreetingTests
{
    [Fact]
    public async Task ReplyAsync_first_reply_of_a_session_begins_with_the_greeting_whatever_handler_replies()
    {
        await using var rig = Rig("Reply");

        (await rig.SayAsync("Hello")).Should().Equal("Welcome.\n\nReply");
        (await rig.SayAsync("Again")).Should().Equal("Reply");
        (await rig.SayAsync("By SMS", "sms")).Should().Equal(["Reply"], "the session is the person's, on whatever channel");
        rig.App.Advance(TimeSpan.FromHours(25));
        (await rig.SayAsync("A day later")).Should().Equal("Welcome.\n\nReply");
    }

    [Fact]
    public async Task ReplyAsync_session_that_ends_before_it_greets_leaves_the_greeting_to_the_next()
    {
        await using var rig = Rig("Reply");
        var closes = true;
        rig.Sessions.BeforeChange = async change =>
        {
            if (closes && change.Status is null)
            {
                closes = false;
                await rig.App.Services.GetRequiredService<ISessions>().SetStatusAsync(Notification.DefaultTenant, change.Id, SessionStatus.Closed);
            }
        };

        (await rig.SayAsync("Hello")).Should().Equal("Welcome.\n\nReply");
        (await rig.SayAsync("Again")).Should().Equal("Reply");
    }

    [Fact]
    public async Task ReplyAsync_second_reply_to_a_message_has_none()
    {
        await using var rig = Rig("One", "Two");

        (await rig.SayAsync("Hello")).Should().BeEquivalentTo("Welcome.\n\nOne", "Two");
    }

    [Fact]
    public async Task ReplyAsync_in_the_contacts_language()
    {
        await using var rig = Rig("Reply");
        await rig.App.Contacts.SaveAsync(Notification.DefaultTenant, TalkRig.Number, new ContactPreferences { Locale = "fr-FR" });

        (await rig.SayAsync("Salut")).Should().Equal("Bienvenue.\n\nReply");
    }

    [Fact]
    public async Task ReplyAsync_template_is_preceded_by_the_greeting_once_also_in_a_second_run()
    {
        await using var rig = Rig();
        await rig.Store.SaveAsync(A.Template("receipt", "A template"));
        rig.Next = new TestHandler(async (context, token) =>
        {
            await context.ReplyAsync(new Notification(context.Message.From.Value, "receipt"), token);
            return InboundResult.Handled;
        });
        rig.Inbox.BeforeSettleMessages = HookedQueue.FailFirst(1);

        (await rig.SayAsync("Hello")).Should().Equal("Welcome.");
        rig.App.Advance(TimeSpan.FromSeconds(2));
        (await rig.AnswersAsync()).Should().Equal("A template");
        rig.App.Advance(TimeSpan.FromMinutes(3));

        (await rig.AnswersAsync()).Should().BeEmpty();
        rig.Next.Seen.Should().HaveCount(2);
    }

    [Fact]
    public async Task ReplyAsync_text_too_long_for_both_goes_after_the_greeting()
    {
        var text = new string('x', TextMessage.MaxLength);
        await using var rig = Rig(text);

        (await rig.SayAsync("Hello")).Should().Equal("Welcome.");
        rig.App.Advance(TimeSpan.FromSeconds(2));
        (await rig.AnswersAsync()).Should().Equal(text);
    }

    [Fact]
    public async Task ReplyAsync_the_message_that_greets_greets_in_every_run_and_no_other_does()
    {
        await using var rig = Rig();
        var fails = HookedQueue.FailFirst(1);
        rig.Next = new TestHandler(async (context, token) =>
        {
            rig.Queue.BeforeEnqueue = context.Message.Content.Text == "First" ? fails : () => Task.CompletedTask;
            await context.ReplyAsync($"To {context.Message.Content.Text}", token);
            return InboundResult.Handled;
        });

        (await rig.SayAsync("First")).Should().BeEmpty("its reply could not be stored");
        (await rig.SayAsync("Second")).Should().Equal("To Second");
        rig.App.Advance(TimeSpan.FromMinutes(1));

        (await rig.AnswersAsync()).Should().Equal("Welcome.\n\nTo First");
    }

    private static TalkRig Rig(params string[] replies) =>
        new(configure: n => n.AddGreeting("en", "Welcome.").AddGreeting("fr", "Bienvenue.")) { Next = Replying(replies) };

    private static TestHandler Replying(params string[] replies) => new(async (context, token) =>
    {
        foreach (var reply in replies)
        {
            await context.ReplyAsync(reply, token);
        }

        return InboundResult.Handled;
    });
}

using Notify.AI.HandingOver;
using Notify.Inbox;

namespace Notify.AI.Tests.HandingOver;

public sealed class HandOverTests
{
    private const string Text = "Thank you. Somebody of our team will answer you here.";

    [Theory]
    [InlineData("  ÀGENT ! 🙏", HandOverCause.Person)]
    [InlineData("I am very angry", HandOverCause.Model)]
    public async Task Talk_is_handed_over_by_a_word_or_by_the_model_and_the_model_is_silent_then(string words, HandOverCause cause)
    {
        await using var rig = new AiRig();
        if (cause == HandOverCause.Model)
        {
            rig.Chat.Say("I will get somebody. [[HAND_OVER]]");
        }

        await rig.WriteAsync(words);
        await rig.WriteAsync("Are you there?");

        rig.Sent.Should().Equal(Text);
        rig.Chat.Asked.Should().HaveCount(cause == HandOverCause.Model ? 1 : 0);
        var session = await rig.SessionAsync();
        session.Status.Should().Be(SessionStatus.FollowUp);
        session.Context.Keys.Should().Contain("notify.ai.handover");
        rig.Receiver.Told.Should().ContainSingle().Which.Should().Match<HandOver>(h =>
            h.Cause == cause && h.SessionId == session.Id && h.ContactId == session.ContactId && h.Tenant == "default" && h.Channel == Channel.WhatsApp);
        (await rig.MessagesAsync())[0].Reason.Should().Be("unhandled", "another handler may have it");
    }

    [Fact]
    public async Task Receiver_that_closes_the_session_takes_the_hand_over_from_nobody()
    {
        var closing = new ClosingReceiver();
        await using var rig = new AiRig(register: services => services.AddSingleton<IHandOverReceiver>(closing));
        closing.Sessions = rig.Sessions;
        rig.Chat.Say("[[HAND_OVER]]");
        await rig.WriteAsync("I am very angry");
        rig.Clock.Advance(TimeSpan.FromMinutes(2));

        await rig.RunAsync();

        rig.Sent.Should().Equal(Text);
        rig.Chat.Asked.Should().ContainSingle();
        closing.Told.Should().HaveCount(2).And.OnlyContain(h => h == rig.Receiver.Told[0]);
        (await rig.Sessions.PageAsync(new SessionSelection("default"))).Sessions.Should().ContainSingle().Which.Status.Should().Be(SessionStatus.Closed);
    }

    [Fact]
    public async Task Receiver_that_was_away_takes_the_hand_over_after_an_operators_retry_though_the_session_has_expired()
    {
        var away = new AwayReceiver();
        await using var rig = new AiRig(register: services => services.AddSingleton<IHandOverReceiver>(away));
        rig.Chat.Say("[[HAND_OVER]]");
        await rig.WriteAsync("I am very angry");
        for (var i = 0; i < 4; i++)
        {
            rig.Clock.Advance(TimeSpan.FromMinutes(10));
            await rig.RunAsync();
        }

        rig.Clock.Advance(TimeSpan.FromHours(25));
        away.IsBack = true;

        var retried = await rig.Services.GetRequiredService<IInboundLog>().RetryMessagesAsync(new InboundSelection("default"), new("claire", "the desk is back"), default);
        retried.Should().Be(1);
        await rig.RunAsync();

        rig.Sent.Should().Equal(Text);
        rig.Chat.Asked.Should().ContainSingle();
        away.Told.Should().ContainSingle().Which.Should().Be(rig.Receiver.Told[0]);
        (await rig.Sessions.PageAsync(new SessionSelection("default"))).Sessions.Should().ContainSingle();
    }

    [Fact]
    public async Task Session_that_ends_while_the_model_answers_leaves_the_hand_over_to_the_next()
    {
        await using var rig = new AiRig();
        rig.Chat.Do(async cancellationToken =>
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(1));
            await rig.Sessions.SetStatusAsync("default", (await rig.SessionAsync()).Id, SessionStatus.Closed, cancellationToken);
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, "[[HAND_OVER]]"));
        });

        await rig.WriteAsync("I am very angry");
        await rig.WriteAsync("Are you there?");

        rig.Sent.Should().Equal(Text);
        rig.Chat.Asked.Should().ContainSingle();
        var sessions = (await rig.Sessions.PageAsync(new SessionSelection("default"))).Sessions;
        sessions.Select(s => (s.Status, HasNote: s.Context["notify.ai.handover"] is not null)).Should().Equal((SessionStatus.FollowUp, true), (SessionStatus.Closed, false));
        rig.Receiver.Told.Should().ContainSingle().Which.SessionId.Should().Be(sessions[0].Id);
    }

    [Fact]
    public async Task Person_erased_while_the_model_answers_leaves_no_session()
    {
        await using var rig = new AiRig();
        rig.Chat.Do(async cancellationToken =>
        {
            await rig.Contacts.EraseAsync("default", AiRig.Number, "asked to", cancellationToken: cancellationToken);
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, "Hello Aline."));
        });

        await rig.WriteAsync("I am Aline");

        (await rig.Sessions.PageAsync(new SessionSelection("default"))).Sessions.Should().BeEmpty();
        rig.Sent.Should().BeEmpty();
        (await rig.MessagesAsync()).Should().OnlyContain(m => m.Reason == "erased");
    }

    [Fact]
    public async Task ReleaseAsync_lets_the_model_answer_again()
    {
        await using var rig = new AiRig();
        await rig.WriteAsync("agent");
        var session = await rig.SessionAsync();

        (await rig.HandOvers.ReleaseAsync("acme", session.Id)).Should().BeFalse("it is another tenant's");
        (await rig.HandOvers.ReleaseAsync("default", session.Id)).Should().BeTrue();
        (await rig.HandOvers.ReleaseAsync("default", session.Id)).Should().BeFalse("it is released already");
        await rig.WriteAsync("Thanks, one more thing");

        rig.Sent.Should().Equal(Text, "Yes.");
        (await rig.SessionAsync()).Status.Should().Be(SessionStatus.Active);
    }

    [Fact]
    public async Task Word_inside_a_sentence_is_left_to_the_model()
    {
        await using var rig = new AiRig();

        await rig.WriteAsync("Is your travel agent open?");

        rig.Sent.Should().Equal("Yes.");
    }

    [Fact]
    public async Task Fixed_text_is_in_the_persons_language()
    {
        await using var rig = new AiRig();
        await rig.Contacts.SaveAsync("default", AiRig.Number, new ContactPreferences { Locale = "fr" });

        await rig.WriteAsync("Un conseiller");

        rig.Sent.Single().Should().StartWith("Merci.");
    }

    private sealed class AwayReceiver : IHandOverReceiver
    {
        public bool IsBack { get; set; }

        public List<HandOver> Told { get; } = [];

        public Task ReceiveAsync(HandOver handOver, CancellationToken cancellationToken)
        {
            if (!IsBack)
            {
                throw new InvalidOperationException("The desk is away.");
            }

            Told.Add(handOver);
            return Task.CompletedTask;
        }
    }

    /// <summary>Closes the session, and fails the first time.</summary>
    private sealed class ClosingReceiver : IHandOverReceiver
    {
        public ISessions Sessions { get; set; } = null!;

        public List<HandOver> Told { get; } = [];

        public async Task ReceiveAsync(HandOver handOver, CancellationToken cancellationToken)
        {
            Told.Add(handOver);
            await Sessions.SetStatusAsync(handOver.Tenant, handOver.SessionId, SessionStatus.Closed, cancellationToken);
            if (Told.Count == 1)
            {
                throw new InvalidOperationException("The desk is away.");
            }
        }
    }
}

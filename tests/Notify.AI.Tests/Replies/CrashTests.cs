using Notify.Inbox;

namespace Notify.AI.Tests.Replies;

/// <summary>The worker dies before and after every step there is, which the test finds by counting them.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData("Hello", "Answer 1")]
    [InlineData("agent", "Thank you. Somebody of our team will answer you here.")]
    public async Task Worker_that_dies_at_any_step_leaves_one_reply_and_one_turn(string words, string expected)
    {
        var steps = await StepsAsync(words);
        steps.Should().BeGreaterThan(4);
        foreach (var at in Enumerable.Range(1, steps))
        {
            foreach (var isAfter in new[] { false, true })
            {
                await using var rig = await CrashedAsync(words, at, isAfter);

                rig.Sent.Should().ContainSingle($"step {at}, {(isAfter ? "after" : "before")} it").Which.Should().Match(t => t == expected || (t == "Answer 2" && expected == "Answer 1"));
                (await rig.MessagesAsync()).Should().ContainSingle().Which.Should().Match<InboundRecord>(m => m.State == InboxState.Done && m.Attempts == 2);
                var session = await rig.SessionAsync();
                var turns = session.Context["notify.ai.turns"]!.Value;
                turns.GetArrayLength().Should().Be(1);
                turns[0].GetProperty("answer").GetString().Should().Be(rig.Sent.Single(), "what is remembered is what was said");
                session.Status.Should().Be(words == "agent" ? SessionStatus.FollowUp : SessionStatus.Active);
                rig.Receiver.Told.DistinctBy(t => t.MessageId).Should().HaveCount(words == "agent" ? 1 : 0);
            }
        }
    }

    [Fact]
    public async Task Answer_that_was_written_down_is_not_asked_for_again()
    {
        // The last step is the enqueueing of the reply.
        await using var rig = await CrashedAsync("Hello", await StepsAsync("Hello"), isAfter: false);

        rig.Chat.Asked.Should().ContainSingle();
        rig.Sent.Should().Equal("Answer 1");
    }

    private static async Task<int> StepsAsync(string words)
    {
        await using var rig = await CrashedAsync(words, at: 0, isAfter: false);
        return rig.Crash.Steps;
    }

    private static async Task<AiRig> CrashedAsync(string words, int at, bool isAfter)
    {
        var rig = new AiRig();
        rig.Chat.Say("Answer 1").Say("Answer 2");
        (rig.Crash.At, rig.Crash.IsAfter) = (at, isAfter);
        await rig.WriteAsync(words);
        rig.Clock.Advance(TimeSpan.FromMinutes(5));
        await rig.RunAsync();
        return rig;
    }
}

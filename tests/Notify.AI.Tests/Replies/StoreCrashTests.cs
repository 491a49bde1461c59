using Notify.AI.HandingOver;
using Notify.Messages;
using Notify.Testing.Tests.InMemory;
using Notify.Tests.Conversations;

namespace Notify.AI.Tests.Replies;

/// <summary>The process dies before and after every call to the store on the way from a webhook to the answer that a model gives, and to the hand-over that the person asks for.</summary>
public sealed class StoreCrashTests
{
    private static readonly string[] Says = ["Hello", "agent"];
    private static readonly string[] Hears = ["Yes.", "Thank you. Somebody of our team will answer you here."];

    private readonly ScriptedSender _sender = new();
    private readonly List<HandOver> _told = [];

    [Fact]
    public async Task Process_dies_between_any_two_steps_and_each_message_is_answered_once()
    {
        await using var fixture = new InMemoryFixture();
        using var chat = new ScriptedChat();
        var mortals = new Mortals(fixture, await fixture.CreateAsync(), (notify, fuse) =>
        {
            notify.Services.AddSingleton<IChatClient>(chat).AddSingleton<IHandOverReceiver>(new MortalReceiver(fuse, _told));
            notify.AddSender(_sender).AddAiReplies(o => o.SystemPrompt = "You are the help desk of a shop.");
        });

        var points = await mortals.RunAsync(TalkAsync);

        points.Should().ContainAll(
            "after IInbox.ClaimMessagesAsync", "after ISessionStore.OpenAsync", "after ISessionStore.ChangeAsync", "after IRateLimiter.AcquireAsync",
            "after IDeliveryQueue.EnqueueAsync", "after IInbox.SettleMessagesAsync", "after the receiver");
    }

    private async Task TalkAsync(int n, Fuse fuse, Func<string, Task> say)
    {
        var person = $"+2507880{n:00000}";
        for (var i = 0; i < Says.Length; i++)
        {
            await say($"wamid.{n}.{i} {person} {Says[i]}");

            var heard = _sender.Requests.Where(r => r.To.Value == person).Select(r => ((TextMessage)r.Message).Body);
            heard.Should().Equal(Hears[..(i + 1)], "the process died at {0}", fuse.Where);
        }

        _told.DistinctBy(t => t.MessageId).Should().HaveCount(n, "the process died at {0}", fuse.Where);
    }

    private sealed class MortalReceiver(Fuse fuse, List<HandOver> told) : IHandOverReceiver
    {
        public Task ReceiveAsync(HandOver handOver, CancellationToken cancellationToken)
        {
            fuse.Pass("before the receiver");
            told.Add(handOver);
            fuse.Pass("after the receiver");
            return Task.CompletedTask;
        }
    }
}

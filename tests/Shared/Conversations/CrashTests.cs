using Microsoft.Extensions.DependencyInjection;
using Notify.Conversations;
using Notify.Hosting;
using Notify.Messages;
using Notify.Testing;
using Notify.Testing.Conformance;

namespace Notify.Tests.Conversations;

/// <summary>
/// A person holds a conversation with a process that dies at the n-th point of it, before or after any call to the store or the app's receiver; another process takes its
/// place. For every n until nothing is left to die at: one greeting, one reply to each message, one question, one hand-over.
/// </summary>
public abstract class CrashTests<TFixture> : IAsyncLifetime
    where TFixture : StorageFixture, new()
{
    private readonly TFixture _fixture = new();
    private readonly ScriptedSender _sender = new();
    private readonly List<FinishedConversation> _taken = [];
    private StoragePorts _store = null!;

    public async Task InitializeAsync() => _store = await _fixture.CreateAsync();

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Process_dies_between_any_two_steps_and_the_person_is_told_everything_once()
    {
        var points = await new Mortals(_fixture, _store, Configure).RunAsync(TalkAsync);

        points.Should().ContainAll(
            "after IInbox.ClaimMessagesAsync", "after ISessionStore.OpenAsync", "after ISessionStore.ChangeAsync", "after IDeliveryQueue.EnqueueAsync", "after the receiver",
            "after IConversationWindows.OpenAsync", "after IRateLimiter.AcquireAsync");
    }

    private async Task TalkAsync(int n, Fuse fuse, Func<string, Task> say)
    {
        var person = $"+2507880{n:00000}";
        string[] says = ["Hello", "Aline", "aline@example.rw"];
        string[] hears = ["Welcome.\n\nYour name?", "Your e-mail?", "Thank you."];
        for (var i = 0; i < says.Length; i++)
        {
            await say($"wamid.{n}.{i} {person} {says[i]}");
            Heard(person).Should().Equal(hears[..(i + 1)], "the process died at {0}", fuse.Where);
        }

        var taken = _taken.FindAll(t => t.Contact.Address.Value == person);
        taken.Select(t => t.Id).Distinct().Should().ContainSingle("the process died at {0}", fuse.Where);
        taken.Should().HaveCountLessThanOrEqualTo(fuse.IsBlown ? 2 : 1);
        taken[0].Answers.Should().BeEquivalentTo(new Dictionary<string, string> { ["name"] = "Aline", ["email"] = "aline@example.rw" });
    }

    private IEnumerable<string> Heard(string person) => _sender.Requests.Where(r => r.To.Value == person).Select(r => ((TextMessage)r.Message).Body);

    private void Configure(INotifyBuilder notify, Fuse fuse)
    {
        notify.Services.AddSingleton<IConversationReceiver>(new FusedReceiver(fuse, _taken));
        notify
            .AddSender(_sender)
            .AddGreeting("en", "Welcome.")
            .AddConversation(new Conversation
            {
                Name = "intake",
                Questions =
                [
                    new Question { Name = "name", Ask = In("Your name?"), Finds = ["my name is (?<value>.+)"] },
                    new Question { Name = "email", Kind = QuestionKind.Email, Ask = In("Your e-mail?") },
                ],
                Completed = In("Thank you."),
                GivenUp = In("We will call."),
            });
    }

    private static Dictionary<string, string> In(string text) => new() { ["en"] = text };
}

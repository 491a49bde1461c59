using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Notify.Conversations;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Messages;
using Notify.Sending;
using Notify.Testing;
using Notify.Testing.Conformance;
using Notify.Webhooks;

namespace Notify.Tests.Conversations;

/// <summary>
/// A person holds a conversation with a process that dies at the n-th point of it, before or after any call to the store or the app's receiver; another process takes its
/// place. For every n until nothing is left to die at: one greeting, one reply to each message, one question, one hand-over.
/// </summary>
public abstract class CrashTests<TFixture> : IAsyncLifetime
    where TFixture : StorageFixture, new()
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private readonly TFixture _fixture = new();
    private readonly ScriptedSender _sender = new();
    private readonly List<FinishedConversation> _taken = [];
    private StoragePorts _store = null!;

    public async Task InitializeAsync() => _store = await _fixture.CreateAsync();

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Process_dies_between_any_two_steps_and_the_person_is_told_everything_once()
    {
        var points = new List<string>();
        for (var n = 1; ; n++)
        {
            var fuse = new Fuse(n);
            await TalkAsync(n, fuse);
            if (!fuse.IsBlown)
            {
                break;
            }

            points.Add(fuse.Where);
        }

        string.Join('\n', points).Should().ContainAll(
            "after IInbox.ClaimMessagesAsync", "after ISessionStore.OpenAsync", "after ISessionStore.ChangeAsync", "after IDeliveryQueue.EnqueueAsync", "after the receiver");
    }

    private async Task TalkAsync(int n, Fuse fuse)
    {
        var person = $"+2507880{n:00000}";
        string[] says = ["Hello", "Aline", "aline@example.rw"];
        string[] hears = ["Welcome.\n\nYour name?", "Your e-mail?", "Thank you."];
        for (var i = 0; i < says.Length; i++)
        {
            await RunAsync(fuse, app => app.GetRequiredService<IWebhookIntake>().ReceiveAsync(
                app.GetRequiredService<IWebhookReader>(), new WebhookRequest(Encoding.UTF8.GetBytes($"wamid.{n}.{i} {person} {says[i]}"), _ => null)));
            if (fuse.IsBlown)
            {
                await _fixture.SetTimeAsync(_fixture.Clock.GetUtcNow() + Lease);
                await RunAsync(Fuse.Never, _ => Task.CompletedTask);
            }

            Heard(person).Should().Equal(hears[..(i + 1)], "the process died at {0}", fuse.Where);
        }

        var taken = _taken.FindAll(t => t.Contact.Address.Value == person);
        taken.Select(t => t.Id).Distinct().Should().ContainSingle("the process died at {0}", fuse.Where);
        taken.Should().HaveCountLessThanOrEqualTo(fuse.IsBlown ? 2 : 1);
        taken[0].Answers.Should().BeEquivalentTo(new Dictionary<string, string> { ["name"] = "Aline", ["email"] = "aline@example.rw" });
    }

    private IEnumerable<string> Heard(string person) => _sender.Requests.Where(r => r.To.Value == person).Select(r => ((TextMessage)r.Message).Body);

    // A process of its own: it is handed what came in, works, and is gone. One that is dead already is followed by one that lives.
    private async Task RunAsync(Fuse fuse, Func<IServiceProvider, Task> receive)
    {
        await using (var front = Process(Fuse.Never))
        {
            await receive(front);
        }

        await using var app = Process(fuse.IsBlown ? Fuse.Never : fuse);
        for (var i = 0; i < 2; i++)
        {
            try
            {
                await app.GetRequiredService<IWorker>().RunOnceAsync();
            }
            catch (IOException) when (fuse.IsBlown)
            {
                return;
            }
        }
    }

    private ServiceProvider Process(Fuse fuse)
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_fixture.Clock)
            .AddSingleton(_store.Setup).AddSingleton(_store.Log).AddSingleton(_store.Commands).AddSingleton(_store.Templates).AddSingleton(_store.Limiter)
            .AddSingleton(_store.Quotas).AddSingleton(_store.Pacer).AddSingleton(_store.Gates).AddSingleton(_store.Windows).AddSingleton(_store.Inbound)
            .AddSingleton(_store.Links).AddSingleton(_store.Consents).AddSingleton(_store.Receipts).AddSingleton(_store.Erasure).AddSingleton(_store.Retention)
            .AddSingleton(FusedPort.Wrap(_store.Inbox, fuse))
            .AddSingleton(FusedPort.Wrap(_store.Sessions, fuse))
            .AddSingleton(FusedPort.Wrap(_store.Contacts, fuse))
            .AddSingleton(FusedPort.Wrap(_store.Queue, fuse, method => method == nameof(IDeliveryQueue.EnqueueAsync)))
            .AddSingleton<IWebhookReader>(new LineReader())
            .AddSingleton<IConversationReceiver>(new FusedReceiver(fuse, _taken));
        return services.AddNotify(notify => notify
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
            })).BuildServiceProvider();
    }

    private static Dictionary<string, string> In(string text) => new() { ["en"] = text };
}

using Microsoft.Extensions.DependencyInjection;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Messages;
using Notify.OptOut;
using Notify.Testing;
using Notify.Testing.Conformance;

namespace Notify.Tests.Conversations;

/// <summary>
/// A person writes STOP, START and HELP to an account of two tenants whose process dies at the n-th point of it; another takes its place. For every n until nothing
/// is left to die at: each word holds at both tenants, for the person as a whole, and is answered once.
/// </summary>
public abstract class WordCrashTests<TFixture> : IAsyncLifetime
    where TFixture : StorageFixture, new()
{
    private static readonly string[] Tenants = ["north", "south"];

    private readonly TFixture _fixture = new();
    private readonly ScriptedSender _sender = new() { Tenants = Tenants };
    private StoragePorts _store = null!;

    public async Task InitializeAsync() => _store = await _fixture.CreateAsync();

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Theory]
    [InlineData(OptOutScope.AllChannels)]
    [InlineData(OptOutScope.Channel)]
    public async Task Process_dies_between_any_two_steps_and_each_word_holds_and_is_answered_once(OptOutScope scope)
    {
        await using var app = new ServiceCollection().AddSingleton<TimeProvider>(_fixture.Clock).AddStore(_store, Fuse.Never).AddNotify(n => n.AddSender(_sender)).BuildServiceProvider();
        var mortals = new Mortals(_fixture, _store, (notify, _) => notify.AddSender(_sender).ConfigureOptOut(o => o.Scope = scope));

        var points = await mortals.RunAsync((n, fuse, say) => TellAsync(app.GetRequiredService<INotifier>(), $"+25078{(int)scope}{n:000000}", fuse, say));

        points.Should().ContainAll(
            "after IInbox.ClaimMessagesAsync", "after IContactStore.SetConsentAsync", "after IDeliveryLog.TrailAsync", "after IDeliveryQueue.EnqueueAsync", "after IConversationWindows.OpenAsync",
            "after IContactLinks.LinkAsync");
    }

    private async Task TellAsync(INotifier notifier, string person, Fuse fuse, Func<string, Task> say)
    {
        foreach (var tenant in Tenants)
        {
            await notifier.QueueAsync(new Notification(person, new TextMessage("Later")) { Tenant = tenant, NotBefore = _fixture.Clock.GetUtcNow().AddYears(1) });
        }

        string[] says = ["STOP", "START", "HELP"];
        string[] hears = ["You have opted out", "You will get our messages again", "Reply STOP"];
        for (var i = 0; i < says.Length; i++)
        {
            await say($"word.{person}.{i} {person}|RW.{person[1..]} {says[i]}");

            var heard = _sender.Requests.Where(r => r.To.Value == person).Select(r => ((TextMessage)r.Message).Body).ToList();
            heard.Should().HaveCount(i + 1, "the process died at {0}", fuse.Where);
            heard[i].Should().StartWith(hears[i], "the process died at {0}", fuse.Where);
            // By the user's id, which is known from the first message on.
            var people = (await _store.Contacts.FindAsync([.. Tenants.Select(t => new ContactKey(t, Address.WhatsAppUser($"RW.{person[1..]}")))], default)).Contacts;
            people.Should().OnlyContain(c => c!.IsOptedOutOf(Channel.WhatsApp) == (i == 0), "the process died at {0}", fuse.Where);
            foreach (var contact in people)
            {
                var page = await _store.Log.PageAsync(new DeliverySelection(contact!.Tenant) { ContactId = contact.Id, State = DeliveryState.Cancelled }, 2, null, default);
                page.Deliveries.Should().ContainSingle("the process died at {0}", fuse.Where).Which.Reason.Should().Be(Reasons.OptOut);
            }
        }
    }
}

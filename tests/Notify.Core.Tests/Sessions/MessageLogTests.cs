using Notify.Inbound;
using Notify.Inbox;
using Notify.Sessions;

namespace Notify.Core.Tests.Sessions;

public sealed class MessageLogTests
{
    private const string Tenant = Notification.DefaultTenant;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task OfContactAsync_lays_both_ways_into_one_line_newest_first_with_what_is_known_of_each()
    {
        await using var rig = new InboxRig();
        await rig.App.Store.SaveAsync(A.Template("greeting", "Hello"));
        var queued = await rig.App.QueueAsync(A.Note("greeting"));
        await rig.App.RunOnceAsync();
        rig.App.Advance(Minute);
        await SayAsync(rig, "m1", "Good morning");
        rig.App.Advance(Minute);
        var plain = await rig.App.QueueAsync(A.Text());
        await rig.App.QueueAsync(A.Text("+250788654322"));

        var page = await Log(rig).OfContactAsync(Tenant, await ContactAsync(rig));

        page.Next.Should().BeNull();
        page.Messages.Select(m => (m.Direction, m.Channel, m.Account, m.Kind, m.Status, m.Template, m.Text)).Should().Equal(
            (MessageDirection.Out, Channel.WhatsApp, "default", "content", "Queued", null, null),
            (MessageDirection.In, Channel.WhatsApp, "default", "text", "Done", null, "Good morning"),
            (MessageDirection.Out, Channel.WhatsApp, "default", "template", "Sent", "greeting", null));
        page.Messages.Select(m => m.NotificationId).Should().Equal(plain, null, queued);
        page.Messages.Select(m => m.DeliveryId).Should().Equal(Ids.Delivery(plain, 1), null, Ids.Delivery(queued, 1));
        page.Messages[1].InboundId.Should().Be((await rig.MessagesAsync())[0].Id);
        page.Messages[1].ProviderMessageId.Should().Be("m1");
        page.Messages[2].ProviderMessageId.Should().NotBeNull();
        page.Messages[1].ToString().Should().NotContain("morning");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task OfContactAsync_pages_give_each_message_once(int limit)
    {
        await using var rig = new InboxRig();
        for (var i = 0; i < 4; i++)
        {
            await SayAsync(rig, $"m{i}", $"word {i}");
            await rig.App.QueueAsync(A.Text());
            await rig.App.QueueAsync(A.Text());
            rig.App.Advance(Minute);
        }

        var contact = await ContactAsync(rig);
        var all = (await Log(rig).OfContactAsync(Tenant, contact)).Messages;
        var paged = new List<LoggedMessage>();
        LoggedMessagePage? page = null;
        do
        {
            page = await Log(rig).OfContactAsync(Tenant, contact, limit, page?.Next);
            page.Messages.Count.Should().BeLessThanOrEqualTo(limit);
            paged.AddRange(page.Messages);
        }
        while (page.Next is not null);

        all.Should().HaveCount(12).And.BeInDescendingOrder(m => m.At);
        paged.Should().Equal(all);
    }

    [Fact]
    public async Task OfSessionAsync_gives_what_was_said_while_it_went_on()
    {
        await using var rig = new InboxRig(new Opens());
        await rig.App.QueueAsync(A.Text(body: "before"));
        rig.App.Advance(Minute);
        await SayAsync(rig, "m1", "one");
        var contact = await ContactAsync(rig);
        var first = (await Sessions(rig).PageAsync(new SessionSelection(Tenant) { ContactId = contact })).Sessions.Should().ContainSingle().Subject;
        rig.App.Advance(Minute);
        await rig.App.QueueAsync(A.Text(body: "answer"));
        rig.App.Advance(TimeSpan.FromHours(24) - Minute); // as of now it has expired, and nobody has closed it
        await rig.App.QueueAsync(A.Text(body: "after"));
        rig.App.Advance(Minute);
        await SayAsync(rig, "m2", "two");
        var second = await Sessions(rig).GetOrCreateAsync(Tenant, A.Number, Channel.WhatsApp);

        var ofFirst = await Log(rig).OfSessionAsync(Tenant, first.Id);
        var ofSecond = await Log(rig).OfSessionAsync(Tenant, second.Id);
        var all = await Log(rig).OfContactAsync(Tenant, contact);

        ofFirst!.Messages.Select(m => (m.Direction, m.Text, m.SessionId)).Should().Equal(
            (MessageDirection.Out, null, first.Id), (MessageDirection.In, "one", first.Id));
        ofSecond!.Messages.Select(m => (m.Text, m.SessionId)).Should().Equal(("two", second.Id));
        all.Messages.Select(m => m.SessionId).Should().Equal(second.Id, null, first.Id, first.Id, null);
    }

    [Fact]
    public async Task Log_of_another_tenant_is_empty()
    {
        await using var rig = new InboxRig();
        await SayAsync(rig, "m1", "Hello");
        await rig.App.QueueAsync(A.Text());
        var session = await Sessions(rig).GetOrCreateAsync(Tenant, A.Number, Channel.WhatsApp);

        (await Log(rig).OfContactAsync("other", session.ContactId)).Messages.Should().BeEmpty();
        (await Log(rig).OfSessionAsync("other", session.Id)).Should().BeNull();
        (await Log(rig).OfSessionAsync(Tenant, Guid.NewGuid())).Should().BeNull();
    }

    [Fact]
    public async Task Log_of_an_erased_person_holds_nothing_of_theirs()
    {
        await using var rig = new InboxRig();
        await SayAsync(rig, "m1", "Hello");
        var contact = await ContactAsync(rig);
        await rig.App.Contacts.EraseAsync(Tenant, A.Number, "asked to");

        var message = (await Log(rig).OfContactAsync(Tenant, contact)).Messages.Should().ContainSingle().Subject;

        (message.Text, message.ProviderMessageId).Should().Be((null, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1.-1")]
    [InlineData("zz.1")]
    public async Task Cursor_that_is_none_is_refused(string after)
    {
        await using var rig = new InboxRig();

        (await rig.Invoking(r => Log(r).OfContactAsync(Tenant, Guid.NewGuid(), after: after)).Should().ThrowAsync<ArgumentException>())
            .Which.ParamName.Should().Be("after");
    }

    private static IMessageLog Log(InboxRig rig) => rig.App.Services.GetRequiredService<IMessageLog>();

    private static ISessions Sessions(InboxRig rig) => rig.App.Services.GetRequiredService<ISessions>();

    private static async Task<Guid> ContactAsync(InboxRig rig) => (await rig.App.Contacts.FindAsync(Tenant, A.Number))!.Id;

    private static async Task SayAsync(InboxRig rig, string id, string words)
    {
        await rig.ReceiveAsync($"text {id} {A.Number} {words}");
        await rig.App.RunOnceAsync();
    }

    /// <summary>Opens the person's session and answers nothing.</summary>
    private sealed class Opens : IInboundHandler
    {
        public async Task<InboundResult> HandleAsync(InboundContext context, CancellationToken cancellationToken)
        {
            await context.GetSessionAsync(cancellationToken);
            return InboundResult.Handled;
        }
    }
}

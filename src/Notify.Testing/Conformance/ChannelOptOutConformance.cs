using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.OptOut;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IContactStore.SetConsentAsync"/> promises of one channel, and of the answers that go to who opted out too.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class ChannelOptOutConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly FlowKey OverSms = Work.Flow() with { Channel = Channel.Sms };

    [Fact]
    public async Task OptOut_of_a_channel_is_of_that_one_with_reason_and_time()
    {
        await Work.ContactAsync();
        await Work.AdvanceAsync(TimeSpan.FromMinutes(3));

        await SetAsync(true, Channel.Sms, "wrote STOP (1)\nover SMS");

        var contact = await Work.ContactAsync();
        Assert.Equal((false, true, false), (contact.IsOptedOut, contact.IsOptedOutOf(Channel.Sms), contact.IsOptedOutOf(Channel.WhatsApp)));
        Assert.Equal(new ChannelOptOut(Channel.Sms, Work.Now, "wrote STOP (1) over SMS"), contact.ChannelOptOuts.Find(Channel.Sms));
        Assert.Equal(contact, (await Store.Contacts.GetAsync([contact.Id], default))[contact.Id]);
        Assert.Equal(contact, (await Store.Contacts.FindAsync([Work.Key()], default)).Contacts[0]);
    }

    [Fact]
    public async Task OptOut_of_a_channel_keeps_the_first_reason_and_those_of_others()
    {
        await SetAsync(true, Channel.Sms, "first");
        await SetAsync(true, Channel.WhatsApp, "other");
        await SetAsync(true, Channel.Sms, "second");

        var contact = await Work.ContactAsync();
        Assert.Equal(["first", "other"], contact.ChannelOptOuts.All().Select(o => o.Reason));
        await SetAsync(false, Channel.Sms);
        Assert.Equal(["other"], (await Work.ContactAsync()).ChannelOptOuts.All().Select(o => o.Reason));
    }

    [Fact]
    public async Task OptOut_of_a_channel_by_who_opted_out_of_all_changes_nothing()
    {
        await Work.OptOutAsync();

        await SetAsync(true, Channel.Sms);
        await SetAsync(false, Channel.Sms);

        var contact = await Work.ContactAsync();
        Assert.Equal((true, ChannelOptOuts.None, "asked to stop"), (contact.IsOptedOut, contact.ChannelOptOuts, contact.OptOutReason));
    }

    [Fact]
    public async Task OptIn_to_all_ends_every_opt_out()
    {
        await SetAsync(true, Channel.Sms);
        await Work.OptOutAsync();

        await Work.OptInAsync();

        var contact = await Work.ContactAsync();
        Assert.Equal((false, ChannelOptOuts.None), (contact.IsOptedOut, contact.ChannelOptOuts));
    }

    [Fact]
    public async Task OptOut_of_a_channel_cancels_what_waits_over_it()
    {
        var (sms, whatsApp) = (await Work.QueueAsync(OverSms), await Work.QueueAsync());

        Assert.Equal(1, await SetAsync(true, Channel.Sms));

        Assert.Equal((DeliveryState.Cancelled, DeliveryState.Queued), (await Work.StateAsync(sms), await Work.StateAsync(whatsApp)));
        Assert.Equal(Reasons.OptOut, (await Work.RecordAsync(sms)).Reason);
    }

    [Fact]
    public async Task OptOut_of_a_channel_names_it_in_the_audit()
    {
        await SetAsync(true, Channel.Sms);

        var contact = await Work.ContactAsync();
        var entry = Assert.Single(await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { ContactId = contact.Id }, default));
        Assert.Equal(("opted_out", "sms", "asked to stop", "contact"), (entry.Event, entry.Detail, entry.Reason, entry.By));
    }

    [Fact]
    public async Task OptOut_leaves_its_own_confirmation_and_help_and_cancels_a_welcome()
    {
        var confirmation = await Work.QueueAsync(Answer(AnswerDomains.OptedOut));
        var help = await Work.QueueAsync(Answer(AnswerDomains.Help));
        var welcome = await Work.QueueAsync(Answer(AnswerDomains.OptedIn));

        Assert.Equal(1, await Work.OptOutAsync());

        Assert.Equal(
            (DeliveryState.Queued, DeliveryState.Queued, DeliveryState.Cancelled),
            (await Work.StateAsync(confirmation), await Work.StateAsync(help), await Work.StateAsync(welcome)));
    }

    [Fact]
    public async Task OptOut_lets_its_confirmation_be_claimed_and_marked()
    {
        await Work.OptOutAsync();

        var marked = await Work.SendingAsync(Answer(AnswerDomains.OptedOut));

        Assert.Equal(DeliveryState.Sending, await Work.StateAsync(marked.Id));
    }

    [Fact]
    public async Task Erase_cancels_answers_too_and_forgets_opt_outs_of_channels()
    {
        await SetAsync(true, Channel.Sms);
        var id = await Work.QueueAsync(Answer(AnswerDomains.OptedOut));

        await Store.Erasure.EraseAsync(new ErasureRequest(Work.Key(), "asked to", "contact"), default);

        Assert.Equal(DeliveryState.Cancelled, await Work.StateAsync(id));
        var contact = await Work.ContactAsync();
        Assert.Equal((true, ChannelOptOuts.None), (contact.IsOptedOut, contact.ChannelOptOuts));
    }

    [Theory]
    [InlineData("sms", DeliveryState.Cancelled)]
    [InlineData("whatsapp", DeliveryState.Queued)]
    public async Task Requeue_passes_over_what_goes_over_a_channel_the_person_left(string left, DeliveryState expected)
    {
        var id = await Work.QueueAsync(OverSms);
        await Store.Commands.CancelAsync(Work.Only(id), Work.Command, default);
        await SetAsync(true, new Channel(left));

        await Store.Commands.RequeueAsync(new DeliverySelection(Work.Tenant), Work.Command, default);

        Assert.Equal(expected, await Work.StateAsync(id));
    }

    [Theory]
    [InlineData("sms")]
    [InlineData("smsx")]
    public async Task Page_takes_what_goes_over_one_channel(string channel)
    {
        await Work.QueueAsync();
        var id = await Work.QueueAsync(OverSms with { Channel = new Channel(channel) });

        var page = await Store.Log.PageAsync(new DeliverySelection(Work.Tenant) { Channel = new Channel(channel) }, 10, null, default);

        Assert.Equal([id], page.Deliveries.Select(d => d.Id));
        Assert.Equal(1, await Store.Commands.CancelAsync(new DeliverySelection(Work.Tenant) { Channel = new Channel(channel) }, Work.Command, default));
    }

    private static FlowKey Answer(string domain) => Work.Flow(domain: domain, template: "");

    private Task<int> SetAsync(bool optedOut, Channel? channel, string reason = "asked to stop") =>
        Store.Contacts.SetConsentAsync(new ConsentChange(Work.Key(), optedOut, reason, "contact") { Channel = channel }, default);
}

using Notify.Contacts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IContactStore.NoteAsync"/> promises: what is learned of a person's channels is kept, in turn, and changes nothing else.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class NoteConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly TimeSpan For = TimeSpan.FromDays(30);

    [Fact]
    public async Task Note_is_kept_and_read_back_everywhere()
    {
        var id = (await Work.ContactAsync()).Id;

        await NoteAsync(Missing(id), new ContactNote(id, Channel.Sms) { IsReachable = true, IsActive = true });

        var contact = await Work.ContactAsync();
        Assert.Equal((false, true, (bool?)null), Reach(contact));
        Assert.Equal(Channel.Sms, contact.LastChannel);
        Assert.Equal(contact, (await Store.Contacts.GetAsync([id], default))[id]);
        Assert.Equal(contact, Assert.Single((await Store.Contacts.FindAsync([Work.Key()], default)).Contacts));
        Assert.Equal(contact, (await (await Work.SecondAsync()).Contacts.GetAsync([id], default))[id]);
    }

    [Fact]
    public async Task Not_reachable_is_believed_for_its_time_by_the_stores_clock()
    {
        var id = (await Work.ContactAsync()).Id;
        await Work.AdvanceAsync(TimeSpan.FromDays(1));

        await NoteAsync(Missing(id));

        await Work.AdvanceAsync(For - TimeSpan.FromSeconds(1));
        Assert.False((await Work.ContactAsync()).Facts.IsReachable(Channel.WhatsApp, Work.Now));
        await Work.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Null((await Work.ContactAsync()).Facts.IsReachable(Channel.WhatsApp, Work.Now));
    }

    [Fact]
    public async Task Notes_of_one_call_hold_in_turn()
    {
        var (one, two) = (await Work.ContactAsync("+250788000001"), await Work.ContactAsync("+250788000002"));

        await NoteAsync(Missing(one.Id), Reached(two.Id), Reached(one.Id), Missing(two.Id));

        Assert.True((await Work.ContactAsync("+250788000001")).Facts.IsReachable(Channel.WhatsApp, Work.Now));
        Assert.False((await Work.ContactAsync("+250788000002")).Facts.IsReachable(Channel.WhatsApp, Work.Now));
    }

    [Fact]
    public async Task What_is_known_already_is_not_written_again()
    {
        var id = (await Work.ContactAsync()).Id;
        await NoteAsync(Missing(id));
        var before = await Work.ContactAsync();
        await Work.AdvanceAsync(TimeSpan.FromDays(1));

        await NoteAsync(Missing(id));

        Assert.Equal(before, await Work.ContactAsync());
    }

    [Fact]
    public async Task Note_leaves_preferences_and_consent_as_they_are_and_they_leave_it()
    {
        var saved = await Store.Contacts.SaveAsync(
            Work.Key(), new ContactPreferences { Locale = "fr", Zone = "Africa/Kigali", AllowsSms = false, PreferredChannel = Channel.Sms }, default);
        await Work.OptOutAsync();
        var before = await Work.ContactAsync();

        await NoteAsync(Missing(saved.Id) with { IsActive = true });

        var noted = await Work.ContactAsync();
        Assert.Equal(before with { Facts = noted.Facts, LastChannel = Channel.WhatsApp }, noted);
        await Store.Contacts.SaveAsync(Work.Key(), new ContactPreferences { Locale = "en" }, default);
        await Work.OptInAsync();
        var after = await Work.ContactAsync();
        Assert.Equal((noted.Facts, noted.LastChannel), (after.Facts, after.LastChannel));
    }

    [Fact]
    public async Task Channel_last_written_over_is_the_newest_one()
    {
        var id = (await Work.ContactAsync()).Id;

        await NoteAsync(new ContactNote(id, Channel.WhatsApp) { IsActive = true });
        await NoteAsync(new ContactNote(id, Channel.Sms) { IsActive = true });

        Assert.Equal((null, null, (bool?)null), Reach(await Work.ContactAsync()));
        Assert.Equal(Channel.Sms, (await Work.ContactAsync()).LastChannel);
    }

    [Fact]
    public async Task Contacts_that_are_gone_or_erased_are_passed_over()
    {
        var gone = await Work.ContactAsync("+250788000002");
        await NoteAsync(Reached(gone.Id) with { IsActive = true });
        await Work.EraseAsync(Work.Key("+250788000002"));
        var erased = (await Store.Contacts.GetAsync([gone.Id], default))[gone.Id];
        Assert.Equal((ChannelFacts.None, null), (erased.Facts, erased.LastChannel));
        var id = (await Work.ContactAsync()).Id;

        await NoteAsync(Reached(gone.Id) with { IsActive = true }, Reached(Guid.NewGuid()), Reached(id));
        await NoteAsync();

        Assert.Equal(erased, (await Store.Contacts.GetAsync([gone.Id], default))[gone.Id]);
        Assert.True((await Work.ContactAsync()).Facts.IsReachable(Channel.WhatsApp, Work.Now));
    }

    [Fact]
    public async Task Notes_raced_by_two_instances_lose_none()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 10; i++)
        {
            ids.Add((await Work.ContactAsync($"+25078800001{i}")).Id);
        }

        var second = await Work.SecondAsync();
        var channels = Enumerable.Range(0, 8).Select(i => new Channel($"channel-{i}")).ToList();
        await Race.RunAsync(8, async i =>
        {
            var order = i < 4 ? ids : ids.AsEnumerable().Reverse();
            await (i % 2 == 0 ? Store : second).Contacts.NoteAsync([.. order.Select(id => new ContactNote(id, channels[i]) { IsReachable = true })], default);
            return i;
        });

        Assert.All((await Store.Contacts.GetAsync(ids, default)).Values, c => Assert.All(channels, n => Assert.True(c.Facts.IsReachable(n, Work.Now))));
    }

    private static ContactNote Missing(Guid id) => new(id, Channel.WhatsApp) { IsReachable = false, For = For };

    private static ContactNote Reached(Guid id) => new(id, Channel.WhatsApp) { IsReachable = true };

    private Task NoteAsync(params ContactNote[] notes) => Store.Contacts.NoteAsync(notes, default);

    private (bool? WhatsApp, bool? Sms, bool? Other) Reach(Contact contact) => (
        contact.Facts.IsReachable(Channel.WhatsApp, Work.Now), contact.Facts.IsReachable(Channel.Sms, Work.Now), contact.Facts.IsReachable(new Channel("email"), Work.Now));
}

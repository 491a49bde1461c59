namespace Notify.Core.Tests.Contacts;

public sealed class ContactServiceTests
{
    [Fact]
    public async Task SaveAsync_unknown_zone_is_refused_by_name()
    {
        await using var app = TestApp.Create();

        var save = () => app.Contacts.SaveAsync("default", A.Number, new ContactPreferences { Zone = "Africa/Kigalli" });

        var error = (await save.Should().ThrowAsync<InvalidNotificationException>()).Which.Errors.Should().ContainSingle().Subject;
        error.Field.Should().Be("Zone");
        error.Code.Should().Be(NotificationErrorCodes.ZoneUnknown);
        error.Message.Should().Contain("Africa/Kigalli").And.Contain("Africa/Kigali");
    }

    [Theory]
    [InlineData("07:00", null)] // the default end
    [InlineData(null, "22:00")] // the default start
    [InlineData("09:00", "09:00")]
    public async Task SaveAsync_quiet_hours_without_an_end_are_refused(string? start, string? end)
    {
        await using var app = TestApp.Create();
        var hours = new QuietHours(Time(start), Time(end));

        var save = () => app.Contacts.SaveAsync("default", A.Number, new ContactPreferences { QuietHours = hours });

        (await save.Should().ThrowAsync<InvalidNotificationException>()).Which.Errors.Should().ContainSingle()
            .Which.Should().Match<NotificationError>(e => e.Field == "QuietHours" && e.Code == NotificationErrorCodes.Malformed);
    }

    [Fact]
    public async Task SaveAsync_what_is_null_stays()
    {
        await using var app = TestApp.Create();
        await app.Contacts.SaveAsync("default", A.Number, new ContactPreferences { Zone = "Africa/Kigali", Locale = "rw", QuietHours = new QuietHours() });

        await app.Contacts.SaveAsync("default", A.Number, new ContactPreferences { ClearQuietHours = true });

        var contact = await app.Contacts.FindAsync("default", "+250 788-654.321");
        contact!.Zone.Should().Be("Africa/Kigali");
        contact.Locale.Should().Be("rw");
        contact.QuietHours.Should().BeNull();
    }

    [Fact]
    public async Task FindAsync_other_tenant_knows_nothing()
    {
        await using var app = TestApp.Create();
        await app.Contacts.OptOutAsync("one", A.Number, "asked to");

        (await app.Contacts.FindAsync("two", A.Number)).Should().BeNull();
        (await app.Contacts.FindAsync("one", A.Number))!.IsOptedOut.Should().BeTrue();
    }

    [Fact]
    public async Task OptOutAsync_bad_number_is_refused_without_repeating_it()
    {
        await using var app = TestApp.Create();

        var optOut = () => app.Contacts.OptOutAsync("default", "0788654321", "asked to");

        (await optOut.Should().ThrowAsync<InvalidNotificationException>()).Which.Message.Should().NotContain("788654321");
    }

    [Fact]
    public async Task OptOutAsync_and_OptInAsync_of_a_channel_are_for_that_one()
    {
        await using var app = TestApp.Create(n => n.AddSender(new ScriptedSender(Channel.Sms)));
        var text = A.Text();
        text.Channels = ChannelPlan.WhatsApp.And(Channel.Sms);
        var id = await app.QueueAsync(text);

        (await app.Contacts.OptOutAsync("default", A.Number, "no SMS", Channel.Sms)).Should().Be(1);
        var contact = (await app.Contacts.FindAsync("default", A.Number))!;
        (contact.IsOptedOut, contact.IsOptedOutOf(Channel.Sms), contact.IsOptedOutOf(Channel.WhatsApp)).Should().Be((false, true, false));
        (await app.StateAsync(id)).Should().Be(DeliveryState.Queued);

        await app.Contacts.OptOutAsync("default", A.Number, "nothing");
        await app.Contacts.OptInAsync("default", A.Number, "SMS again", Channel.Sms);
        contact = (await app.Contacts.FindAsync("default", A.Number))!;
        (contact.IsOptedOut, contact.ChannelOptOuts.Find(Channel.Sms)).Should().Be((true, null));
        var unnamed = () => app.Contacts.OptInAsync("default", A.Number, "?", default(Channel));
        (await unnamed.Should().ThrowAsync<InvalidNotificationException>()).Which.Errors.Should().ContainSingle().Which.Field.Should().Be("Channel");
    }

    [Fact]
    public async Task OptOutAsync_cancels_what_waits_and_opt_in_does_not_bring_it_back()
    {
        await using var app = TestApp.Create();
        var first = await app.QueueAsync(A.Text());

        (await app.Contacts.OptOutAsync("default", A.Number, "asked to")).Should().Be(1);
        await app.Contacts.OptInAsync("default", A.Number, "came back");
        var second = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();

        (await app.StateAsync(first)).Should().Be(DeliveryState.Cancelled);
        (await app.StateAsync(second)).Should().Be(DeliveryState.Sent);
    }

    private static TimeOnly? Time(string? text) => text is null ? null : TimeOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

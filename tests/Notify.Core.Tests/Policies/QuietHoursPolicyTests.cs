using Notify.Policies;

namespace Notify.Core.Tests.Policies;

public sealed class QuietHoursPolicyTests
{
    private static readonly DateTimeOffset Night = new(2026, 6, 1, 21, 30, 0, TimeSpan.Zero); // 23:30 in Kigali

    [Fact]
    public async Task RunOnce_in_quiet_hours_defers_to_their_end_without_an_attempt()
    {
        await using var app = await NightAsync(new QuietHours(new TimeOnly(23, 0), new TimeOnly(6, 15)));
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        var delivery = await app.Store.DeliveryAsync(id);
        delivery.State.Should().Be(DeliveryState.Queued);
        delivery.Reason.Should().Be(Reasons.QuietHours);
        delivery.DueAt.Should().Be(new DateTimeOffset(2026, 6, 2, 4, 15, 0, TimeSpan.Zero));
        delivery.Attempts.Should().Be(0);
        app.Sender.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_after_quiet_hours_sends()
    {
        await using var app = await NightAsync(new QuietHours());
        var id = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();

        app.Store.Clock.SetUtcNow(new DateTimeOffset(2026, 6, 2, 4, 59, 59, TimeSpan.Zero));
        await app.RunOnceAsync();
        app.Sender.Requests.Should().BeEmpty("07:00 in Kigali is a second away");
        app.Store.Clock.SetUtcNow(new DateTimeOffset(2026, 6, 2, 5, 0, 0, TimeSpan.Zero));
        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_contact_gave_no_times_uses_22_to_7()
    {
        await using var app = await NightAsync(new QuietHours());
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.Store.DeliveryAsync(id)).DueAt.Should().Be(new DateTimeOffset(2026, 6, 2, 5, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task RunOnce_contact_gave_no_times_uses_the_configured_ones()
    {
        await using var app = await NightAsync(new QuietHours(), o => (o.Start, o.End) = (new TimeOnly(20, 0), new TimeOnly(8, 30)));
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.Store.DeliveryAsync(id)).DueAt.Should().Be(new DateTimeOffset(2026, 6, 2, 6, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task RunOnce_contact_gave_no_zone_uses_the_configured_one()
    {
        await using var app = await NightAsync(new QuietHours(), o => o.Zone = "America/New_York", zone: null);
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent, "it is 17:30 in New York");
    }

    [Fact]
    public async Task RunOnce_stored_zone_is_unknown_uses_the_configured_one()
    {
        await using var app = await NightAsync(new QuietHours(), zone: null);
        await app.Store.Contacts.SaveAsync(
            new ContactKey(Notification.DefaultTenant, Address.Phone(A.Number)), new ContactPreferences { Zone = "Mars/Olympus" }, default);
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent, "21:30 UTC is before 22:00");
    }

    [Fact]
    public async Task RunOnce_critical_passes()
    {
        await using var app = await NightAsync(new QuietHours());
        var notification = A.Text();
        notification.Priority = Priority.Critical;
        var id = await app.QueueAsync(notification);

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_contact_never_asked_for_quiet_hours_sends_at_night()
    {
        await using var app = TestApp.Create();
        app.Store.Clock.SetUtcNow(Night);
        await app.Contacts.SaveAsync(Notification.DefaultTenant, A.Number, new ContactPreferences { Zone = "Africa/Kigali" });
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_stored_hours_have_no_length_sends()
    {
        await using var app = TestApp.Create();
        await app.Store.Contacts.SaveAsync(
            new ContactKey(Notification.DefaultTenant, Address.Phone(A.Number)),
            new ContactPreferences { QuietHours = new QuietHours(Start: new TimeOnly(7, 0)) },
            default);
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    private static async Task<TestApp> NightAsync(QuietHours hours, Action<QuietHoursOptions>? configure = null, string? zone = "Africa/Kigali")
    {
        var app = TestApp.Create(n => n.ConfigureQuietHours(configure ?? (_ => { })));
        app.Store.Clock.SetUtcNow(Night);
        await app.Contacts.SaveAsync(Notification.DefaultTenant, A.Number, new ContactPreferences { Zone = zone, QuietHours = hours });
        return app;
    }
}

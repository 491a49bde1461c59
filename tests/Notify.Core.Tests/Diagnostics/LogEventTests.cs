namespace Notify.Core.Tests.Diagnostics;

public sealed class LogEventTests
{
    [Fact]
    public async Task Events_of_a_delivery_have_the_catalogues_names_and_the_correlation_id()
    {
        await using var app = TestApp.Create(n => n.ConfigureRateLimit(o => o.Limit = 2));
        app.Store.Clock.SetUtcNow(new DateTimeOffset(2026, 6, 1, 23, 0, 0, TimeSpan.Zero));
        await app.Contacts.SaveAsync("default", "+250788000001", new ContactPreferences { QuietHours = new QuietHours() });
        await app.Contacts.OptOutAsync("default", "+250788000002", "asked to");
        app.Sender.AnswerNext(Outcome.Rejected("1", null));
        Notification[] all = [A.Text("+250788000001"), A.Text("+250788000002"), A.Text(), A.Text(), A.Text()];
        foreach (var notification in all)
        {
            notification.CorrelationId = "order-42";
        }

        await app.Notifier.QueueAsync(all);
        await app.RunOnceAsync();

        var events = app.Log.Lines.Where(l => l.Values.ContainsKey("DeliveryId")).ToList();
        events.Select(e => e.Event).Distinct().Should().BeEquivalentTo(
            "NOTIFY_QUEUE", "NOTIFY_BLOCKED_OPTOUT", "NOTIFY_DEFERRED_QUIET_HOURS", "NOTIFY_DEFERRED_RATE_LIMIT", "NOTIFY_SEND_OK", "NOTIFY_SEND_FAIL");
        events.Should().OnlyContain(e => Equals(e.Values["CorrelationId"], "order-42") && e.Text.Contains("order-42"));
    }

    [Fact]
    public async Task Events_not_wanted_cost_no_line_for_what_did_not_happen()
    {
        await using var app = TestApp.Create();

        await app.RunOnceAsync();

        app.Log.Lines.Where(l => l.Event.StartsWith("NOTIFY_", StringComparison.Ordinal)).Should().BeEmpty("nothing was due");
    }
}

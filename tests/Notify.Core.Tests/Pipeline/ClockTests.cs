namespace Notify.Core.Tests.Pipeline;

/// <summary>A worker whose own clock is wrong decides as every other worker does.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(24 * 365)]
    public async Task RunOnce_workers_clock_is_off_changes_nothing(int hours)
    {
        var right = await RunAsync(TimeSpan.Zero);
        var wrong = await RunAsync(TimeSpan.FromHours(hours));

        wrong.Should().Equal(right);
        right.Should().Contain(l => l.Contains("quiet_hours", StringComparison.Ordinal))
            .And.Contain(l => l.Contains("rate_limit", StringComparison.Ordinal))
            .And.Contain(l => l.Contains("expired", StringComparison.Ordinal))
            .And.Contain(l => l.Contains("provider_retry", StringComparison.Ordinal))
            .And.Contain(l => l.Contains("sent", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> RunAsync(TimeSpan skew)
    {
        using var store = new TestStore();
        store.Clock.SetUtcNow(new DateTimeOffset(2026, 6, 1, 20, 30, 0, TimeSpan.Zero));
        var clock = new ManualTimeProvider(store.Now + skew);
        await using var app = TestApp.Create(
            n => n.ConfigureRateLimit(o => o.Limit = 2).ConfigureRetry(o => o.Jitter = 0), store, clock);
        await app.Contacts.SaveAsync("default", "+250788000001", new ContactPreferences { Zone = "Africa/Kigali", QuietHours = new QuietHours() });
        app.Sender.Otherwise(r => r.To.Value == "+250788000009" ? A.Refusal(OutcomeClass.Retry) : Outcome.Accepted("1"));
        var soon = A.Text("+250788000003");
        soon.ExpiresAt = store.Now.AddMinutes(1);
        soon.NotBefore = store.Now.AddSeconds(30);
        var later = A.Text("+250788000004");
        later.NotBefore = store.Now.AddMinutes(45);
        await app.Notifier.QueueAsync([A.Text("+250788000001"), .. A.Texts(4, "+250788000002"), soon, later, A.Text("+250788000009")]);

        await app.RunOnceAsync();
        foreach (var step in new[] { 2, 20, 30, 60, 600 })
        {
            store.Clock.Advance(TimeSpan.FromMinutes(step));
            clock.Advance(TimeSpan.FromMinutes(step));
            await app.RunOnceAsync();
        }

        var trail = new List<string>();
        foreach (var delivery in await store.DeliveriesAsync())
        {
            trail.AddRange((await store.TrailAsync(delivery.NotificationId)).Select(e => $"{e.At:O} {e.Event} {e.Reason} {e.SendNumber}"));
        }

        trail.Sort(StringComparer.Ordinal);
        return trail;
    }
}

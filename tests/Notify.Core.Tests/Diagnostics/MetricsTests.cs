using Notify.Receipts;

namespace Notify.Core.Tests.Diagnostics;

public sealed class MetricsTests
{
    private const string Flow = "channel=whatsapp domain=core";

    [Fact]
    public async Task Instruments_have_the_names_of_the_catalogue()
    {
        await using var app = TestApp.Create();
        using var meter = new TestMeter(app);

        meter.Instruments.Should().Contain(
        [
            "notification_queue_depth", "notification_worker_processed", "notification_worker_failures", "notification_filtered_optout",
            "notification_filtered_quiet_hours", "notification_filtered_rate_limit", "notification_sent", "notification_failed", "notification_deferred",
            "notification_success_rate", "notification_worker_latency_ms", "outbound_message_queue_depth", "outbound_message_sent",
            "outbound_message_failed", "outbound_message_dlq_size",
        ]);
    }

    [Fact]
    public async Task RunOnce_sends_are_counted_by_domain_template_channel_and_code()
    {
        await using var app = TestApp.Create();
        using var meter = new TestMeter(app);
        await app.Store.SaveAsync(A.Template("hi", "Hello"));
        app.Sender
            .AnswerNext(Outcome.Rejected("131026", null))
            .AnswerNext(A.Refusal(OutcomeClass.Retry, "131000"));
        await app.Notifier.QueueAsync([A.Note("hi"), A.Note("hi"), A.Note("hi"), A.Note("hi")]);

        await app.RunOnceAsync();

        meter.Of("notification_sent").Should().Equal(new Dictionary<string, double> { [$"{Flow} template=hi"] = 2 });
        meter.Of("notification_failed").Should().Equal(new Dictionary<string, double> { [$"{Tagged("131026")} template=hi"] = 1 });
        meter.Of("notification_deferred").Should().Equal(new Dictionary<string, double> { [$"{Tagged("131000")} template=hi"] = 1 });
        meter.Of("outbound_message_sent").Should().Equal(new Dictionary<string, double> { ["org_id=default"] = 2 });
        meter.Of("outbound_message_failed").Should().Equal(new Dictionary<string, double> { ["org_id=default"] = 1 });
        meter.Of("notification_worker_processed").Should().Equal(new Dictionary<string, double> { [""] = 4 });
        meter.Of("notification_worker_latency_ms").Should().ContainSingle();
        meter.Read("notification_success_rate")["domain=core"].Should().BeApproximately(2 / 3.0, 0.001);
    }

    [Fact]
    public async Task RunOnce_what_policies_filter_is_counted()
    {
        await using var app = TestApp.Create(n => n.ConfigureRateLimit(o => o.Limit = 1));
        using var meter = new TestMeter(app);
        app.Store.Clock.SetUtcNow(new DateTimeOffset(2026, 6, 1, 23, 0, 0, TimeSpan.Zero));
        await app.Contacts.SaveAsync("default", "+250788000001", new ContactPreferences { QuietHours = new QuietHours() });
        await app.Contacts.OptOutAsync("default", "+250788000002", "asked to");
        await app.Notifier.QueueAsync([A.Text("+250788000001"), A.Text("+250788000002"), A.Text(), A.Text(), A.Text()]);

        await app.RunOnceAsync();

        meter.Of("notification_filtered_quiet_hours").Values.Sum().Should().Be(1);
        meter.Of("notification_filtered_optout").Values.Sum().Should().Be(1);
        meter.Of("notification_filtered_rate_limit").Values.Sum().Should().Be(2);
        meter.Of("notification_deferred").Should().Equal(new Dictionary<string, double>
        {
            ["channel=whatsapp domain=general error_code=quiet_hours template="] = 1,
            ["channel=whatsapp domain=general error_code=rate_limit template="] = 2,
        });
    }

    [Fact]
    public async Task RunOnce_depths_and_dead_letters_are_read_from_the_store()
    {
        await using var app = TestApp.Create();
        using var meter = new TestMeter(app);
        app.Sender.AnswerNext(Outcome.Rejected("1", null));
        await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        var later = A.Text();
        later.NotBefore = app.Store.Now.AddDays(1);
        await app.Notifier.QueueAsync([later, later]);

        app.Advance(TimeSpan.FromSeconds(20));
        await app.RunOnceAsync();

        meter.Read("notification_queue_depth").Should().Equal(new Dictionary<string, double> { ["channel=whatsapp domain=general"] = 2 });
        meter.Read("outbound_message_queue_depth").Should().Equal(new Dictionary<string, double> { ["org_id=default"] = 2 });
        meter.Read("outbound_message_dlq_size").Should().Equal(new Dictionary<string, double> { ["org_id=default"] = 1 });
    }

    [Fact]
    public async Task ApplyAsync_orphans_are_counted()
    {
        await using var app = TestApp.Create();
        using var meter = new TestMeter(app);

        await app.ReceiptAsync(Guid.NewGuid(), ReceiptStatus.Read);

        meter.Of("notification_receipt_orphans").Should().Equal(new Dictionary<string, double> { ["channel=whatsapp"] = 1 });
    }

    private static string Tagged(string code) => $"{Flow} error_code={code}";
}

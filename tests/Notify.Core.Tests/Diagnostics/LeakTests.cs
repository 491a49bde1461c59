using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Notify.Diagnostics;
using Notify.Gates;
using Notify.Receipts;

namespace Notify.Core.Tests.Diagnostics;

/// <summary>Runs a bit of everything and searches all that leaves the process beside the messages.</summary>
public sealed class LeakTests
{
    private const string Digits = "788654321";
    private const string Value = "zebra-crossing-77";

    [Fact]
    public async Task Logs_traces_metrics_and_errors_of_a_whole_run_hold_no_number_and_no_value()
    {
        var said = new ConcurrentQueue<string>();
        using var listener = Listen(said);
        await using var app = TestApp.Create(n => n
            .AddPolicy<TestPolicy>()
            .AddSanitizer(SanitizerRule.Rewrite("x", new("crossing", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)), "x"))
            .ConfigureRateLimit(o => o.Limit = 6), register: s => s.AddSingleton(new TestPolicyScript()));
        using var meters = Measure(app, said);
        await RunAsync(app, said);

        foreach (var line in app.Log.Lines)
        {
            said.Enqueue(line.Everything);
        }

        said.Should().HaveCountGreaterThan(100, "otherwise nothing was searched");
        said.Where(s => s.Contains(Digits, StringComparison.Ordinal) || s.Contains("zebra", StringComparison.Ordinal)).Should().BeEmpty();
    }

    private static async Task RunAsync(TestApp app, ConcurrentQueue<string> said)
    {
        await app.Store.SaveAsync(A.ProviderTemplate(), A.Template("plain", "Dear {{name}}"));
        app.Sender
            .AnswerNext(A.Refusal(OutcomeClass.Retry) with { Detail = $"No route to +250{Digits}", Remedy = "Wait." })
            .AnswerNext(A.Refusal(OutcomeClass.Stopped, scope: OutcomeScope.Template) with { Detail = $"Bad number 250{Digits}" })
            .AnswerNext(Outcome.Rejected("1", $"+250 788-654-321 is not on WhatsApp"))
            .AnswerNext(Outcome.Unknown("timeout", null))
            .AnswerNext(_ => throw new InvalidOperationException("a sender's bug"));
        var ids = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            var note = A.Note(i % 2 == 0 ? "greeting" : "plain", A.Number, ("name", Value));
            note.CorrelationId = "order-42";
            ids.Add(await app.QueueAsync(note));
            app.Advance(TimeSpan.FromMilliseconds(1));
        }

        foreach (var bad in new[] { A.Note("plain", "0" + Digits, ("name", Value)), A.Note("nothing", A.Number, ("name", Value)), A.Note("plain", A.Number, ("nam", Value)), A.Text(body: "") })
        {
            var thrown = await app.Invoking(a => a.QueueAsync(bad)).Should().ThrowAsync<InvalidNotificationException>();
            said.Enqueue(thrown.Which.ToString());
        }

        await app.RunOnceAsync();
        var sent = (await app.Store.DeliveriesAsync()).Last(d => d.State == DeliveryState.Sent);
        await app.ReceiptAsync(sent.NotificationId, ReceiptStatus.Failed, failure: Outcome.Rejected("2", $"+250{Digits} is off"));
        await app.Receipts.ApplyAsync([app.ReceiptFor(Guid.NewGuid(), ReceiptStatus.Read)]);
        await app.Operations.StopAsync(GateScope.Everything, new CommandInfo("aline", "test"));
        await app.Operations.ResumeAsync(GateScope.Everything, new CommandInfo("aline", "test"));
        await app.Contacts.SaveAsync("default", A.Number, new ContactPreferences { QuietHours = new QuietHours(new TimeOnly(0, 1), new TimeOnly(0, 0)), Zone = "Africa/Kigali" });
        await app.QueueAsync(A.Note("plain", A.Number, ("name", Value)));
        app.Advance(TimeSpan.FromHours(2));
        await app.RunOnceAsync();
        await app.Contacts.OptOutAsync("default", A.Number, "asked to");
        await app.QueueAsync(A.Note("plain", A.Number, ("name", Value)));
        await app.Notifier.ExplainAsync(A.Note("plain", A.Number, ("name", Value)));
        foreach (var entry in await AuditAsync(app, ids))
        {
            said.Enqueue(entry);
        }
    }

    private static async Task<IEnumerable<string>> AuditAsync(TestApp app, List<Guid> ids)
    {
        var entries = new List<string>();
        foreach (var id in ids)
        {
            entries.AddRange((await app.Store.TrailAsync(id)).Select(e => e.ToString()));
            entries.Add((await app.Store.DeliveryAsync(id)).ToString());
        }

        return entries;
    }

    private static ActivityListener Listen(ConcurrentQueue<string> said)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "Notify",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => said.Enqueue(
                $"{a.OperationName} {a.DisplayName} {a.StatusDescription} {string.Join(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}"))} {string.Join(' ', a.Events.Select(e => e.Name))}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static MeterListener Measure(TestApp app, ConcurrentQueue<string> said)
    {
        app.Services.GetRequiredService<NotifyMetrics>();
        var listener = new MeterListener { InstrumentPublished = (i, l) => l.EnableMeasurementEvents(i) };
        listener.SetMeasurementEventCallback<long>((i, v, tags, _) => said.Enqueue($"{i.Name} {v} {Print(tags)}"));
        listener.SetMeasurementEventCallback<double>((i, v, tags, _) => said.Enqueue($"{i.Name} {v} {Print(tags)}"));
        listener.Start();
        return listener;
    }

    private static string Print(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = "";
        foreach (var tag in tags)
        {
            text += $"{tag.Key}={tag.Value} ";
        }

        return text;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Notify.Receipts;

namespace Notify.Core.Tests.Diagnostics;

public sealed class TraceTests
{
    [Fact]
    public async Task Trace_of_the_request_goes_through_queue_send_and_receipt()
    {
        var stopped = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "Notify" || s.Name == "the-app",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("the-app");
        await using var app = TestApp.Create();
        Guid id;
        ActivityTraceId trace;
        using (var request = source.StartActivity("POST /orders"))
        {
            trace = request!.TraceId;
            id = await app.QueueAsync(A.Text());
        }

        Activity.Current.Should().BeNull();
        await app.RunOnceAsync();
        await app.ReceiptAsync(id, ReceiptStatus.Delivered);

        var mine = stopped.Where(a => a.TraceId == trace).ToList();
        mine.Select(a => (a.OperationName, a.Kind)).Should().Equal(
            ("notify.queue", ActivityKind.Producer), ("POST /orders", ActivityKind.Internal), ("notify.send", ActivityKind.Client), ("notify.receipt", ActivityKind.Consumer));
        var send = mine.Single(a => a.OperationName == "notify.send");
        send.GetTagItem("notify.delivery_id").Should().Be(Ids.Delivery(id, 1));
        send.GetTagItem("notify.outcome").Should().Be("Accepted");
    }

    [Fact]
    public async Task Trace_of_a_refused_send_is_an_error()
    {
        var stopped = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "Notify",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = TestApp.Create();
        app.Sender.AnswerNext(Outcome.Rejected("131026", null));
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        var send = stopped.Single(a => Equals(a.GetTagItem("notify.delivery_id"), Ids.Delivery(id, 1)));
        (send.Status, send.StatusDescription).Should().Be((ActivityStatusCode.Error, "131026"));
    }
}

using Notify.Receipts;

namespace Notify.Core.Tests.Policies;

public sealed class WindowRefusalTests
{
    private static readonly Outcome Closed = Outcome.Rejected("131047", "More than 24 hours have passed.") with { IsWindowClosed = true };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refusal_for_a_closed_window_forgets_it_and_sends_the_template_once(bool byReceipt)
    {
        await using var app = WindowApp.Create();
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        await WindowApp.OpenAsync(app);
        var id = await RefuseAsync(app, WindowApp.Note(), byReceipt);
        (await app.Store.TrailAsync(id)).Should().Contain(e => e.Reason == Reasons.WindowClosed);

        await app.RunOnceAsync();

        app.Sender.Requests.Select(r => r.Message.GetType()).Should().Equal(typeof(TextMessage), typeof(TemplateMessage));
        app.Sender.Requests[1].Reference.SendNumber.Should().Be(2);
        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
        (await app.Store.Windows.ReadAsync([await WindowApp.KeyAsync(app)], default)).Should().Equal((DateTimeOffset?)null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refusal_for_a_closed_window_without_a_template_fails_and_spares_the_next_one(bool byReceipt)
    {
        await using var app = WindowApp.Create();
        await WindowApp.OpenAsync(app);
        var id = await RefuseAsync(app, A.Text(), byReceipt);
        (await app.StateAsync(id)).Should().Be(DeliveryState.Failed);

        var next = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();

        (await app.Store.DeliveryAsync(next)).Reason.Should().Be(Reasons.WindowClosed);
        app.Sender.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Refusal_with_a_single_attempt_still_sends_the_template_and_nothing_after_it()
    {
        await using var app = WindowApp.Create(configure: n => n.ConfigureRetry(o => o.MaxAttempts = 1));
        await app.Store.SaveAsync(A.ProviderTemplate("news", "News for {{name}}"));
        await WindowApp.OpenAsync(app);
        var id = await RefuseAsync(app, WindowApp.Note(), byReceipt: true);
        await app.RunOnceAsync();
        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);

        await app.ReceiptAsync(id, ReceiptStatus.Failed, send: 2, Closed);

        (await app.StateAsync(id)).Should().Be(DeliveryState.Failed);
    }

    [Fact]
    public async Task Receipt_of_an_old_refusal_leaves_a_window_that_was_opened_since()
    {
        await using var app = WindowApp.Create();
        await WindowApp.OpenAsync(app);
        var id = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        var saidAt = app.Store.Now;
        app.Advance(TimeSpan.FromMinutes(1));
        await WindowApp.OpenAsync(app);

        await app.Receipts.ApplyAsync([app.ReceiptFor(id, ReceiptStatus.Failed, 1, Closed) with { OccurredAt = saidAt }]);

        (await app.Store.Windows.ReadAsync([await WindowApp.KeyAsync(app)], default)).Should().Equal(app.Store.Now);
    }

    [Fact]
    public async Task Receipt_that_does_not_say_when_leaves_a_window_that_was_opened_since_the_send()
    {
        await using var app = WindowApp.Create();
        await WindowApp.OpenAsync(app);
        var id = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        app.Advance(TimeSpan.FromMinutes(1));
        await WindowApp.OpenAsync(app);

        await app.ReceiptAsync(id, ReceiptStatus.Failed, failure: Closed);

        (await app.Store.Windows.ReadAsync([await WindowApp.KeyAsync(app)], default)).Should().Equal(app.Store.Now);
    }

    [Fact]
    public async Task Refusal_leaves_a_window_that_was_opened_while_the_message_was_sent()
    {
        await using var app = WindowApp.Create();
        await WindowApp.OpenAsync(app);
        app.Sender.AnswerNext(Closed);
        await app.QueueAsync(A.Text());
        using var hold = app.Sender.Hold();
        var running = app.RunOnceAsync();
        await app.Sender.WaitForRequestsAsync(1);
        app.Advance(TimeSpan.FromSeconds(1));
        await WindowApp.OpenAsync(app);

        hold.Release();
        await running;

        (await app.Store.Windows.ReadAsync([await WindowApp.KeyAsync(app)], default)).Should().Equal(app.Store.Now);
        app.Log.Of("NOTIFY_WINDOW_FORGOTTEN").Should().BeEmpty();
    }

    // Sent as free text; the provider says at once, or later, that the window is closed.
    private static async Task<Guid> RefuseAsync(TestApp app, Notification notification, bool byReceipt)
    {
        if (!byReceipt)
        {
            app.Sender.AnswerNext(Closed);
        }

        var id = await app.QueueAsync(notification);
        await app.RunOnceAsync();
        if (byReceipt)
        {
            (await app.ReceiptAsync(id, ReceiptStatus.Failed, failure: Closed)).Should().Be(ReceiptEffect.Applied);
        }

        return id;
    }
}

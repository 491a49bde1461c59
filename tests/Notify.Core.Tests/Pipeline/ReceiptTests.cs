using Notify.Receipts;

namespace Notify.Core.Tests.Pipeline;

public sealed class ReceiptTests
{
    [Fact]
    public async Task ApplyAsync_receipts_in_order_move_it_on()
    {
        await using var app = TestApp.Create();
        var id = await SentAsync(app);

        (await app.ReceiptAsync(id, ReceiptStatus.Sent)).Should().Be(ReceiptEffect.Unchanged);
        (await app.ReceiptAsync(id, ReceiptStatus.Delivered)).Should().Be(ReceiptEffect.Applied);
        (await app.ReceiptAsync(id, ReceiptStatus.Read)).Should().Be(ReceiptEffect.Applied);
        (await app.ReceiptAsync(id, ReceiptStatus.Delivered)).Should().Be(ReceiptEffect.Unchanged);

        (await app.StateAsync(id)).Should().Be(DeliveryState.Read);
    }

    [Fact]
    public async Task ApplyAsync_receipt_before_the_settlement_is_kept()
    {
        await using var app = TestApp.Create();
        var id = await app.QueueAsync(A.Text());
        using var hold = app.Sender.Hold();
        var running = app.RunOnceAsync();
        await app.Sender.WaitForRequestsAsync(1);

        await app.ReceiptAsync(id, ReceiptStatus.Delivered);
        hold.Release();
        await running;

        (await app.StateAsync(id)).Should().Be(DeliveryState.Delivered);
    }

    [Fact]
    public async Task ApplyAsync_failure_that_may_be_repeated_sends_again()
    {
        await using var app = TestApp.Create(n => n.ConfigureRetry(o => o.Jitter = 0));
        var id = await SentAsync(app);

        await app.ReceiptAsync(id, ReceiptStatus.Failed, failure: A.Refusal(OutcomeClass.Retry, "131000"));

        var delivery = await app.Store.DeliveryAsync(id);
        (delivery.State, delivery.ErrorCode, delivery.DueAt).Should().Be((DeliveryState.Queued, "131000", app.Store.Now.AddSeconds(30)));
        app.Advance(TimeSpan.FromSeconds(30));
        await app.RunOnceAsync();
        app.Sender.Requests[^1].Reference.SendNumber.Should().Be(2);
    }

    [Fact]
    public async Task ApplyAsync_failure_for_good_is_a_dead_letter()
    {
        await using var app = TestApp.Create();
        var id = await SentAsync(app);

        await app.ReceiptAsync(id, ReceiptStatus.Failed, failure: Outcome.Rejected("131026", "Not on WhatsApp."));

        (await app.StateAsync(id)).Should().Be(DeliveryState.Failed);
    }

    [Fact]
    public async Task ApplyAsync_failure_without_a_reason_is_a_dead_letter()
    {
        await using var app = TestApp.Create();
        var id = await SentAsync(app);

        await app.ReceiptAsync(id, ReceiptStatus.Failed);

        (await app.StateAsync(id)).Should().Be(DeliveryState.Failed);
    }

    [Fact]
    public async Task ApplyAsync_failure_after_the_last_attempt_is_a_dead_letter()
    {
        await using var app = TestApp.Create(n => n.ConfigureRetry(o => o.MaxAttempts = 1));
        var id = await SentAsync(app);

        await app.ReceiptAsync(id, ReceiptStatus.Failed, failure: A.Refusal(OutcomeClass.Retry));

        (await app.Store.DeliveryAsync(id)).Reason.Should().Be(Reasons.AttemptsExhausted);
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task ApplyAsync_failure_follows_the_templates_own_policy_in_any_locale(string locale)
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync(A.Template("code", "1234", locale) with { Retry = new RetryPolicy { MaxAttempts = 1 } });
        var notification = A.Note("code");
        notification.Locale = locale;
        var id = await app.QueueAsync(notification);
        await app.RunOnceAsync();

        await app.ReceiptAsync(id, ReceiptStatus.Failed, failure: A.Refusal(OutcomeClass.Retry));

        (await app.StateAsync(id)).Should().Be(DeliveryState.Failed);
    }

    [Fact]
    public async Task ApplyAsync_receipt_of_an_earlier_send_cancels_the_next_one()
    {
        await using var app = TestApp.Create();
        app.Sender.AnswerNext(A.Refusal(OutcomeClass.Retry));
        var id = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();

        await app.ReceiptAsync(id, ReceiptStatus.Delivered);
        app.Advance(TimeSpan.FromHours(1));
        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Delivered);
        app.Sender.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task ApplyAsync_unknown_delivery_or_other_account_is_an_orphan_that_touches_nothing()
    {
        await using var app = TestApp.Create();
        var id = await SentAsync(app);
        var receipt = app.ReceiptFor(id, ReceiptStatus.Read);

        var effects = await app.Receipts.ApplyAsync(
        [
            receipt with { Account = "another" },
            receipt with { Channel = Channel.Sms },
            receipt with { Reference = null },
            receipt with { Reference = new SendReference(Guid.NewGuid(), 1) },
        ]);

        effects.Should().OnlyContain(e => e == ReceiptEffect.Orphan);
        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task ApplyAsync_nothing_gives_nothing()
    {
        await using var app = TestApp.Create();

        (await app.Receipts.ApplyAsync([])).Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_in_doubt_is_settled_by_its_receipt()
    {
        await using var app = TestApp.Create();
        app.Sender.AnswerNext(Outcome.Unknown("timeout", null));
        var id = await SentAsync(app);

        await app.ReceiptAsync(id, ReceiptStatus.Sent);

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_in_doubt_is_sent_again_once_others_receipts_show_webhooks_work()
    {
        await using var app = TestApp.Create();
        var proof = await SentAsync(app);
        await app.ReceiptAsync(proof, ReceiptStatus.Sent);
        app.Sender.AnswerNext(Outcome.Unknown("timeout", null));
        var id = await SentAsync(app);

        app.Advance(TimeSpan.FromMinutes(4));
        await app.ReceiptAsync(proof, ReceiptStatus.Delivered);
        app.Advance(TimeSpan.FromMinutes(2));
        await app.RunOnceAsync();
        (await app.StateAsync(id)).Should().Be(DeliveryState.Unconfirmed, "no receipt came after the whole window");
        await app.ReceiptAsync(proof, ReceiptStatus.Read);
        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
        app.Sender.Requests[^1].Reference.SendNumber.Should().Be(2);
    }

    [Theory]
    [InlineData(UnconfirmedAction.Never, DeliveryState.Unconfirmed)]
    [InlineData(UnconfirmedAction.Resend, DeliveryState.Sent)]
    public async Task RunOnce_in_doubt_follows_the_templates_own_way(UnconfirmedAction action, DeliveryState expected)
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync(A.Template("code", "1234") with { Unconfirmed = new TemplateDoubt(action, TimeSpan.FromSeconds(30)) });
        app.Sender.AnswerNext(Outcome.Unknown("timeout", null));
        var id = await app.QueueAsync(A.Note("code"));
        await app.RunOnceAsync();

        app.Advance(TimeSpan.FromSeconds(30));
        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(expected);
    }

    [Fact]
    public async Task RunOnce_template_may_no_longer_be_sent_twice_is_not()
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync(A.Template("code", "1234") with { Unconfirmed = new TemplateDoubt(UnconfirmedAction.Resend, TimeSpan.FromSeconds(30)) });
        await app.Store.SaveAsync(A.Template("code", "1234"));
        app.Sender.AnswerNext(Outcome.Unknown("timeout", null));
        var id = await app.QueueAsync(A.Note("code"));
        await app.RunOnceAsync();

        app.Advance(TimeSpan.FromHours(1));
        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Unconfirmed);
    }

    private static async Task<Guid> SentAsync(TestApp app)
    {
        var id = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        return id;
    }
}

using Microsoft.Extensions.Logging;

namespace Notify.Core.Tests.Pipeline;

public sealed class OutcomeTests
{
    [Fact]
    public async Task RunOnce_accepted_is_sent_with_the_providers_id()
    {
        await using var app = TestApp.Create();
        app.Sender.AnswerNext(Outcome.Accepted("wamid.1"));
        var id = await app.QueueAsync(A.Text());

        (await app.RunOnceAsync()).Should().Be(1);

        var delivery = await app.Store.DeliveryAsync(id);
        (delivery.State, delivery.ProviderMessageId, delivery.Attempts, delivery.Sends).Should().Be((DeliveryState.Sent, "wamid.1", 1, 1));
        var request = app.Sender.Requests.Single();
        request.To.Should().Be(Address.Phone(A.Number));
        request.Reference.Should().Be(new SendReference(delivery.Id, 1));
    }

    [Fact]
    public async Task RunOnce_provider_asks_to_wait_for_ever_waits_seven_days_and_the_others_are_settled()
    {
        await using var app = TestApp.Create();
        app.Sender.Otherwise(r => r.To.Value == A.Number ? A.Refusal(OutcomeClass.Stopped, scope: OutcomeScope.Account, wait: TimeSpan.MaxValue) : Outcome.Accepted("1"));
        var accepted = await app.QueueAsync(A.Text("+250788000001"));
        var stopped = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(accepted)).Should().Be(DeliveryState.Sent);
        (await app.StateAsync(stopped)).Should().Be(DeliveryState.Queued);
        (await app.Store.Gates.ReadAsync(default)).Should().ContainSingle().Which.Until.Should().Be(app.Store.Now.AddDays(7));
    }

    [Fact]
    public async Task RunOnce_log_throws_what_was_accepted_is_sent_all_the_same()
    {
        await using var app = TestApp.Create(register: s => s.AddSingleton<ILoggerProvider>(new ThrowingLog("NOTIFY_SEND_OK")));
        var id = await app.QueueAsync(A.Text());

        await app.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<AggregateException>();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_gates_fail_in_an_unknown_way_the_answers_are_settled_all_the_same()
    {
        using var store = new TestStore();
        store.Gates = new BrokenGates(store.Gates);
        await using var app = TestApp.Create(store: store);
        app.Sender.Otherwise(r => r.To.Value == A.Number ? A.Refusal(OutcomeClass.Stopped, scope: OutcomeScope.Account) : Outcome.Accepted("1"));
        var accepted = await app.QueueAsync(A.Text("+250788000001"));
        var stopped = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(accepted)).Should().Be(DeliveryState.Sent);
        (await app.StateAsync(stopped)).Should().Be(DeliveryState.Queued);
        app.Log.Of("NOTIFY_GATE_ERROR").Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnce_refused_for_now_is_tried_five_times_with_growing_waits_and_then_failed()
    {
        await using var app = TestApp.Create(n => n.ConfigureRetry(o => o.Jitter = 0));
        app.Sender.Otherwise(_ => A.Refusal(OutcomeClass.Retry, "network"));
        var id = await app.QueueAsync(A.Text());
        var waits = new List<double>();

        for (var i = 0; i < 5; i++)
        {
            await app.RunOnceAsync();
            var delivery = await app.Store.DeliveryAsync(id);
            if (delivery.State == DeliveryState.Queued)
            {
                waits.Add((delivery.DueAt - app.Store.Now).TotalSeconds);
                app.Store.Clock.SetUtcNow(delivery.DueAt);
            }
        }

        waits.Should().Equal(30, 60, 120, 240);
        var dead = await app.Store.DeliveryAsync(id);
        (dead.State, dead.Reason, dead.ErrorCode, dead.Attempts, dead.Detail)
            .Should().Be((DeliveryState.Failed, Reasons.AttemptsExhausted, "network", 5, "The provider said no."));
        app.Sender.Requests.Select(r => r.Reference.SendNumber).Should().Equal(1, 2, 3, 4, 5);
    }

    [Fact]
    public async Task RunOnce_template_with_a_policy_of_its_own_follows_it()
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync(A.Template("code", "1234") with
        {
            Retry = new RetryPolicy { MaxAttempts = 2, RetryDelay = TimeSpan.FromSeconds(2), RetryMaxDelay = TimeSpan.FromSeconds(2) },
        });
        app.Sender.Otherwise(_ => A.Refusal(OutcomeClass.Retry));
        var id = await app.QueueAsync(A.Note("code"));

        await app.RunOnceAsync();
        ((await app.Store.DeliveryAsync(id)).DueAt - app.Store.Now).Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(2));
        app.Advance(TimeSpan.FromSeconds(2));
        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Failed);
    }

    [Fact]
    public async Task RunOnce_rejected_is_a_dead_letter_an_operator_can_send_again()
    {
        await using var app = TestApp.Create();
        app.Sender.AnswerNext(Outcome.Rejected("131026", "Not on WhatsApp."));
        var id = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        (await app.StateAsync(id)).Should().Be(DeliveryState.Failed);

        var count = await app.Operations.RetryAsync(new DeliverySelection("default") { State = DeliveryState.Failed }, new CommandInfo("aline", "mended"));
        await app.RunOnceAsync();

        count.Should().Be(1);
        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
        app.Sender.Requests[^1].Reference.SendNumber.Should().Be(2);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("throws")]
    [InlineData("throws at once")]
    [InlineData("null")]
    public async Task RunOnce_no_clear_answer_is_unconfirmed_never_sent_again_by_itself(string how)
    {
        await using var app = TestApp.Create(sender: null, configure: n => n.AddSender(new OddSender(how)));
        var notification = A.Text();
        notification.Account = "odd";
        var id = await app.QueueAsync(notification);
        var good = A.Text();
        good.Account = app.Sender.Account;
        var other = await app.QueueAsync(good);

        await app.RunOnceAsync();
        app.Advance(TimeSpan.FromDays(1));
        await app.RunOnceAsync();

        var delivery = await app.Store.DeliveryAsync(id);
        (delivery.State, delivery.Reason, delivery.Attempts, delivery.Sends).Should().Be((DeliveryState.Unconfirmed, Reasons.SendUnknown, 1, 1));
        (await app.StateAsync(other)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_provider_put_the_number_into_its_words_keeps_it_masked_and_short()
    {
        await using var app = TestApp.Create();
        app.Sender.AnswerNext(Outcome.Rejected("1", $"Cannot reach {A.Number}. {new string('x', 5000)}"));
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        var detail = (await app.Store.DeliveryAsync(id)).Detail!;
        detail.Should().StartWith("Cannot reach +250*******21.").And.Subject.Length.Should().BeLessThanOrEqualTo(1000);
    }

    [Fact]
    public async Task RunOnce_nothing_is_due_works_on_nothing()
    {
        await using var app = TestApp.Create();

        (await app.RunOnceAsync()).Should().Be(0);
    }

    [Fact]
    public async Task RunOnce_many_batches_works_until_nothing_is_due()
    {
        await using var app = TestApp.Create(n => n.ConfigureRateLimit(o => o.Limit = 1000));
        await app.Notifier.QueueAsync([.. A.Texts(105)]);

        (await app.RunOnceAsync()).Should().Be(105);

        app.Sender.Requests.Should().HaveCount(105);
    }

    [Fact]
    public async Task RunOnce_critical_goes_before_bulk()
    {
        await using var app = TestApp.Create(n => n.AddWorker(w => w.BatchSize = 1));
        foreach (var priority in new[] { Priority.Bulk, Priority.Normal, Priority.Critical })
        {
            var notification = A.Text(body: priority.ToString());
            notification.Priority = priority;
            await app.QueueAsync(notification);
        }

        await app.RunOnceAsync();

        app.Sender.Requests.Select(r => r.Message.Text).Should().Equal("Critical", "Normal", "Bulk");
    }

    private sealed class OddSender(string how) : IChannelSender
    {
        public Channel Channel => Channel.WhatsApp;

        public string Account => "odd";

        public IReadOnlyCollection<string> Tenants => [];

        public TimeSpan LongestSend => TimeSpan.FromSeconds(1);

        public Task<Outcome> SendAsync(SendRequest request, CancellationToken cancellationToken) => how switch
        {
            "unknown" => Task.FromResult(Outcome.Unknown("timeout", "No answer.")),
            "throws" => Task.FromException<Outcome>(new InvalidOperationException("a bug")),
            "throws at once" => throw new InvalidOperationException("a bug"),
            _ => Task.FromResult<Outcome>(null!),
        };
    }
}

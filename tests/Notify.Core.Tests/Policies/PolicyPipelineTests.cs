namespace Notify.Core.Tests.Policies;

public sealed class PolicyPipelineTests
{
    private readonly TestPolicyScript _script = new();

    [Fact]
    public async Task RunOnce_app_policy_defers_until_it_says()
    {
        await using var app = Create();
        var until = app.Store.Now.AddMinutes(17);
        _script.Decide = c => c.Now < until ? Decision.Defer(until, "maintenance_window") : Decision.Allow;
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        var delivery = await app.Store.DeliveryAsync(id);
        (delivery.State, delivery.Reason, delivery.DueAt, delivery.Attempts).Should().Be((DeliveryState.Queued, "maintenance_window", until, 0));
        app.Advance(TimeSpan.FromMinutes(17));
        await app.RunOnceAsync();
        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_app_policy_blocks_for_good()
    {
        await using var app = Create();
        _script.Decide = _ => Decision.Block("not_in_this_country");
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        var delivery = await app.Store.DeliveryAsync(id);
        (delivery.State, delivery.Reason).Should().Be((DeliveryState.Blocked, "not_in_this_country"));
        app.Log.Of("NOTIFY_BLOCKED_POLICY").Should().ContainSingle().Which.Values["Policy"].Should().Be("test");
    }

    [Fact]
    public async Task RunOnce_earlier_policy_ended_it_later_ones_are_not_asked()
    {
        await using var app = Create(n => n.AddSanitizer(SanitizerRule.Block("any", new(".", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)))));
        var asked = 0;
        _script.Decide = _ =>
        {
            asked++;
            return Decision.Allow;
        };
        app.Store.Clock.SetUtcNow(new DateTimeOffset(2026, 6, 1, 23, 0, 0, TimeSpan.Zero));
        await app.Contacts.SaveAsync("default", A.Number, new ContactPreferences { QuietHours = new QuietHours() });
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        asked.Should().Be(0);
        (await app.Store.DeliveryAsync(id)).Reason.Should().Be(Reasons.QuietHours);
    }

    [Fact]
    public async Task RunOnce_loader_gets_the_whole_batch_once_and_its_data_reaches_the_policy()
    {
        await using var app = Create(n => n.AddWorker(w => w.BatchSize = 10));
        var batches = new List<int>();
        _script.Load = batch =>
        {
            batches.Add(batch.Count);
            foreach (var context in batch)
            {
                context.Set(new Credit(context.Flow.Tenant == "poor" ? 0 : 5));
            }

            return Task.CompletedTask;
        };
        _script.Decide = c => c.Get<Credit>()!.Left > 0 ? Decision.Allow : Decision.Block("no_credit");
        var poor = A.Text();
        poor.Tenant = "poor";

        await app.Notifier.QueueAsync([A.Text(), poor, A.Text()]);
        await app.RunOnceAsync();

        batches.Should().Equal(3);
        app.Sender.Requests.Should().HaveCount(2);
        (await app.Store.DeliveriesAsync("poor")).Should().ContainSingle().Which.Reason.Should().Be("no_credit");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunOnce_policy_that_throws_or_decides_nothing_defers_that_one_only(bool throws)
    {
        await using var app = Create();
        var bad = await app.QueueAsync(A.Text("+250788000666"));
        var good = await app.QueueAsync(A.Text());
        _script.Decide = c => c.Address.Value != "+250788000666" ? Decision.Allow
            : throws ? throw new FormatException("a bug of the app") : null!;

        await app.RunOnceAsync();

        (await app.StateAsync(good)).Should().Be(DeliveryState.Sent);
        var delivery = await app.Store.DeliveryAsync(bad);
        delivery.State.Should().Be(DeliveryState.Queued);
        delivery.Reason.Should().Be(throws ? "pipeline_error:FormatException" : "pipeline_error:InvalidOperationException");
        delivery.DueAt.Should().Be(app.Store.Now.AddMinutes(5));
        delivery.Attempts.Should().Be(0);
        app.Log.Of("NOTIFY_POLICY_ERROR").Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnce_loader_that_throws_puts_its_batch_off_and_lets_others_by()
    {
        await using var app = Create();
        var bad = await app.QueueAsync(A.Text());
        _script.Load = _ => throw new FormatException("a bug of the app");
        await app.RunOnceAsync();
        _script.Load = _ => Task.CompletedTask;
        var good = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await app.StateAsync(good)).Should().Be(DeliveryState.Sent);
        var delivery = await app.Store.DeliveryAsync(bad);
        (delivery.State, delivery.Reason, delivery.Attempts).Should().Be((DeliveryState.Queued, "pipeline_error:FormatException", 0));
        delivery.DueAt.Should().Be(app.Store.Now.AddMinutes(5));
    }

    [Fact]
    public async Task RunOnce_loader_that_meets_a_store_that_is_away_hands_its_batch_back()
    {
        await using var app = Create();
        var id = await app.QueueAsync(A.Text());
        _script.Load = _ => throw new Notify.Storage.StorageException(Notify.Storage.StorageFailure.NotStored, "read", null);
        var run = () => app.RunOnceAsync();
        await run.Should().ThrowAsync<Notify.Storage.StorageException>();
        _script.Load = _ => Task.CompletedTask;

        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent, "it is due at once, not after a pause for bugs");
    }

    [Fact]
    public async Task RunOnce_policy_defers_to_the_past_is_not_asked_again_and_again()
    {
        await using var app = Create();
        var asked = 0;
        _script.Decide = c =>
        {
            asked.Should().BeLessThan(50, "it should not spin");
            asked++;
            return Decision.Defer(c.Now.AddMinutes(-1), "not_yet");
        };
        var id = await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        asked.Should().Be(1);
        (await app.Store.DeliveryAsync(id)).DueAt.Should().Be(app.Store.Now.AddSeconds(1));
    }

    [Fact]
    public async Task RunOnce_policy_takes_from_a_limit_of_its_own()
    {
        await using var app = Create();
        _script.Decide = c => Decision.Within(new Notify.Limits.LimitCharge("tenant:" + c.Flow.Tenant, 3, TimeSpan.FromMinutes(10)), "quota");
        await app.Notifier.QueueAsync([.. Enumerable.Range(1, 5).Select(i => A.Text($"+25078800000{i}"))]);

        await app.RunOnceAsync();

        app.Sender.Requests.Should().HaveCount(3);
        (await app.Store.DeliveriesAsync()).Count(d => d.State == DeliveryState.Queued && d.DueAt == app.Store.Now.AddMinutes(10)).Should().Be(2);
    }

    [Fact]
    public async Task RunOnce_blocked_takes_nothing_from_the_rate_limit()
    {
        await using var app = Create(n => n.ConfigureRateLimit(o => o.Limit = 1));
        _script.Decide = c => c.Message!.Text == "bad" ? Decision.Block("bad") : Decision.Allow;

        await app.Notifier.QueueAsync([A.Text(body: "bad"), A.Text(body: "good")]);
        await app.RunOnceAsync();

        app.Sender.Requests.Select(r => r.Message.Text).Should().Equal("good");
    }

    private TestApp Create(Action<INotifyBuilder>? configure = null) => TestApp.Create(
        n =>
        {
            n.AddPolicy<TestPolicy>();
            configure?.Invoke(n);
        },
        register: s => s.AddSingleton(_script));

    private sealed record Credit(int Left);
}

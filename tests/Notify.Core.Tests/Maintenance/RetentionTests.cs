using Notify.Maintenance;

namespace Notify.Core.Tests.Maintenance;

public sealed class RetentionTests
{
    [Fact]
    public async Task RunOnce_removes_what_is_older_than_the_history_kept()
    {
        await using var app = TestApp.Create(n => n.ConfigureRetention(o => o.History = TimeSpan.FromDays(50)));
        var old = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        app.Advance(TimeSpan.FromDays(49));
        await app.RunOnceAsync();
        (await app.StateAsync(old)).Should().Be(DeliveryState.Sent);

        app.Advance(TimeSpan.FromDays(2));
        await app.RunOnceAsync();

        (await app.Store.DeliveriesAsync()).Should().BeEmpty();
        (await app.Store.TrailAsync(old)).Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_logs_what_it_removed_and_nothing_where_it_removed_nothing()
    {
        var store = new CountingRetention();
        await using var app = TestApp.Create(register: s => s.AddSingleton<IRetention>(store));
        await app.RunOnceAsync();
        app.Log.Of("NOTIFY_RETENTION").Should().BeEmpty();

        store.Removes = 12;
        app.Advance(TimeSpan.FromHours(1));
        await app.RunOnceAsync();

        app.Log.Of("NOTIFY_RETENTION").Should().ContainSingle().Which.Text.Should().Contain("12 deliveries").And.Contain("90.00:00:00");
    }

    [Fact]
    public async Task RunOnce_asks_every_hour_and_goes_on_where_there_is_more()
    {
        var store = new CountingRetention();
        await using var app = TestApp.Create(register: s => s.AddSingleton<IRetention>(store));
        await app.RunOnceAsync();
        await app.RunOnceAsync();
        store.Ages.Should().Equal(TimeSpan.FromDays(90));

        app.Advance(TimeSpan.FromHours(1));
        store.HasMore = true;
        await app.RunOnceAsync();
        await app.RunOnceAsync();
        store.HasMore = false;
        await app.RunOnceAsync();
        await app.RunOnceAsync();

        store.Ages.Should().HaveCount(4);
    }

    [Fact]
    public async Task RunOnce_store_that_fails_is_left_alone_for_a_minute()
    {
        var store = new CountingRetention { Fails = true };
        await using var app = TestApp.Create(register: s => s.AddSingleton<IRetention>(store));

        await app.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<Notify.Storage.StorageException>();
        await app.RunOnceAsync();
        store.Ages.Should().ContainSingle("leases and expiry are looked after meanwhile");
        app.Advance(TimeSpan.FromMinutes(1));
        await app.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<Notify.Storage.StorageException>();
    }

    private sealed class CountingRetention : IRetention
    {
        public List<TimeSpan> Ages { get; } = [];

        public bool HasMore { get; set; }

        public long Removes { get; set; }

        public bool Fails { get; set; }

        public Task<RetentionReport> RemoveAsync(TimeSpan age, int limit, CancellationToken cancellationToken)
        {
            Ages.Add(age);
            return Fails ? throw HookedQueue.Broken() : Task.FromResult(new RetentionReport(Removes, HasMore));
        }
    }
}

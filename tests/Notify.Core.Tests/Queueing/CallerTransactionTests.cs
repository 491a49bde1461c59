using System.Data;
using System.Data.Common;
using Notify.Storage;

namespace Notify.Core.Tests.Queueing;

public sealed class CallerTransactionTests
{
    [Fact]
    public async Task QueueAsync_in_a_transaction_gives_it_to_the_store_and_wakes_nobody()
    {
        await using var rig = new Rig();
        using var transaction = new Transaction();

        var one = await rig.App.Notifier.QueueAsync(A.Text(), transaction);
        var many = await rig.App.Notifier.QueueAsync([A.Text(), A.Text("nobody"), A.Text()], transaction);

        one.Status.Should().Be(QueueStatus.Queued);
        many.Select(r => r.Status).Should().Equal(QueueStatus.Queued, QueueStatus.Invalid, QueueStatus.Queued);
        rig.Queue.Transactions.Should().HaveCount(2).And.OnlyContain(t => t == transaction);
        rig.Contacts.Transactions.Should().HaveCount(2).And.OnlyContain(t => t == transaction);
        rig.Signal.Pulses.Should().Be(0, "nobody here sees the commit");
        transaction.IsTouched.Should().BeFalse("it is the caller's");
    }

    [Fact]
    public async Task QueueAsync_without_one_gives_none_and_wakes_workers()
    {
        await using var rig = new Rig();

        await rig.App.QueueAsync(A.Text());

        rig.Queue.Transactions.Should().Equal((DbTransaction?)null);
        rig.Signal.Pulses.Should().Be(1);
    }

    [Fact]
    public async Task QueueAsync_in_a_transaction_logs_what_is_true_before_the_commit()
    {
        await using var rig = new Rig();
        using var transaction = new Transaction();

        await rig.App.Notifier.QueueAsync(A.Text(), transaction);

        rig.App.Log.Of("NOTIFY_QUEUE").Should().BeEmpty();
        rig.App.Log.Of("NOTIFY_QUEUE_UNCOMMITTED").Should().ContainSingle().Which.Text.Should().Contain("once that commits");
    }

    [Fact]
    public async Task QueueAsync_invalid_in_a_transaction_throws_as_ever()
    {
        await using var rig = new Rig();
        using var transaction = new Transaction();

        await rig.App.Invoking(a => a.Notifier.QueueAsync(A.Text("nobody"), transaction)).Should().ThrowAsync<InvalidNotificationException>();
        await rig.App.Invoking(a => a.Notifier.QueueAsync(A.Text(), (DbTransaction)null!)).Should().ThrowAsync<ArgumentNullException>();
        (await rig.App.Notifier.QueueAsync(Array.Empty<Notification>(), transaction)).Should().BeEmpty();
    }

    [Fact]
    public async Task QueueAsync_in_a_transaction_a_store_without_any_says_what_to_do()
    {
        await using var app = TestApp.Create();
        using var transaction = new Transaction();

        await app.Invoking(a => a.Notifier.QueueAsync(A.Text(), transaction)).Should().ThrowAsync<NotSupportedException>().WithMessage("*UsePostgres*");
        (await app.Contacts.FindAsync("default", A.Number)).Should().BeNull();
    }

    private sealed class Rig : IAsyncDisposable
    {
        private readonly TestStore _store = new();

        public Rig()
        {
            (Queue, Contacts) = (new TransactionalQueue(_store.Queue), new TransactionalContacts(_store.Contacts));
            (_store.Queue, _store.Contacts) = (Queue, Contacts);
            App = TestApp.Create(store: _store, register: s => s.AddSingleton<IWorkSignal>(Signal));
        }

        public TestApp App { get; }

        public TransactionalQueue Queue { get; }

        public TransactionalContacts Contacts { get; }

        public CountingSignal Signal { get; } = new();

        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            _store.Dispose();
        }
    }

    private sealed class Transaction : DbTransaction
    {
        public bool IsTouched { get; private set; }

        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection? DbConnection => null;

        public override void Commit() => IsTouched = true;

        public override void Rollback() => IsTouched = true;
    }

    private sealed class CountingSignal : IWorkSignal
    {
        public int Pulses { get; private set; }

        public void Pulse() => Pulses++;

        public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

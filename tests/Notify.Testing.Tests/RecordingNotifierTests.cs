using System.Data;
using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Notify.Messages;
using Xunit.Sdk;

namespace Notify.Testing.Tests;

public sealed class RecordingNotifierTests
{
    private readonly RecordingNotifier _notifier = new();

    [Fact]
    public async Task QueueAsync_in_a_transaction_records_at_once()
    {
        var notifier = new RecordingNotifier();
        using var transaction = new Transaction();

        await notifier.QueueAsync(Paid(), transaction);
        await notifier.QueueAsync([Paid(), Paid()], transaction);

        notifier.Queued.Should().HaveCount(3);
        await notifier.Invoking(n => n.QueueAsync(Paid(), (DbTransaction)null!)).Should().ThrowAsync<ArgumentNullException>();
    }

    [Fact]
    public async Task QueueAsync_records_in_order_under_ids_of_their_own()
    {
        var one = await _notifier.QueueAsync(Paid());
        var many = await _notifier.QueueAsync([Paid("+250788000002"), Paid("+250788000003")]);

        _notifier.Queued.Select(n => n.Recipient).Should().Equal("+250788123456", "+250788000002", "+250788000003");
        many.Append(one).Should().OnlyContain(r => r.Status == QueueStatus.Queued).And.OnlyHaveUniqueItems(r => r.NotificationId);
    }

    [Fact]
    public async Task QueueAsync_of_a_stream_reports_its_progress()
    {
        var progress = new List<QueueProgress>();

        var results = await _notifier.QueueAsync(StreamAsync(), new Listener(progress.Add)).ToListAsync();

        results.Select(r => r.Status).Should().Equal(QueueStatus.Queued, QueueStatus.Duplicate, QueueStatus.Queued);
        progress[^1].Should().Be(new QueueProgress(3, 2, 1, 0, 0));
    }

    [Fact]
    public async Task QueueAsync_of_a_known_key_is_a_duplicate_in_the_same_tenant_only()
    {
        var first = await _notifier.QueueAsync(Paid(key: "order-42"));

        var again = await _notifier.QueueAsync(Paid(key: "order-42"));
        var elsewhere = await _notifier.QueueAsync(Paid(key: "order-42", tenant: "globex"));

        (again.Status, again.NotificationId).Should().Be((QueueStatus.Duplicate, first.NotificationId));
        elsewhere.Status.Should().Be(QueueStatus.Queued);
        _notifier.Queued.Should().HaveCount(2);
    }

    [Fact]
    public async Task QueueAsync_of_null_throws() =>
        await _notifier.Awaiting(n => n.QueueAsync((Notification)null!)).Should().ThrowAsync<ArgumentNullException>();

    [Fact]
    public async Task CancelAsync_moves_it_to_cancelled_once()
    {
        var id = (await _notifier.QueueAsync(Paid())).NotificationId;

        (await _notifier.CancelAsync("globex", id, "no")).Should().Be(0);
        (await _notifier.CancelAsync(Notification.DefaultTenant, id, "no")).Should().Be(1);
        (await _notifier.CancelAsync(Notification.DefaultTenant, id, "no")).Should().Be(0);

        _notifier.Cancelled.Should().ContainSingle();
        _notifier.AssertNothingQueued();
    }

    [Fact]
    public async Task AssertQueued_finds_it_however_the_number_is_written()
    {
        var queued = Paid();
        await _notifier.QueueAsync(Paid("+250788000002"));
        await _notifier.QueueAsync(queued);

        _notifier.AssertQueued("+250 (788) 123-456", "order_paid", ("name", "Aline")).Should().BeSameAs(queued);
    }

    [Fact]
    public async Task AssertQueued_fails_for_another_person_template_or_value()
    {
        await _notifier.QueueAsync(Paid());

        _notifier.Invoking(n => n.AssertQueued("+250788000002", "order_paid")).Should().Throw<XunitException>();
        _notifier.Invoking(n => n.AssertQueued("+250788123456", "order_sent")).Should().Throw<XunitException>();
        _notifier.Invoking(n => n.AssertQueued("+250788123456", "order_paid", ("name", "Bob"))).Should().Throw<XunitException>()
            .WithMessage("*other values of: name.*");
        _notifier.Invoking(n => n.AssertNotQueued("+250788123456", "order_paid")).Should().Throw<XunitException>();
        _notifier.Invoking(n => n.AssertNothingQueued()).Should().Throw<XunitException>();
    }

    [Fact]
    public async Task A_failure_tells_what_was_queued_and_leaks_nothing()
    {
        await _notifier.QueueAsync(Paid());
        await _notifier.QueueAsync(new Notification("+250788000002", new TextMessage("private words")));

        var failure = _notifier.Invoking(n => n.AssertQueued("+250788000003", "order_sent")).Should().Throw<XunitException>().Which;

        failure.Message.Should().Be(
            "No 'order_sent' was queued for +250*******03. Queued: 'order_paid' for +250*******56 with name; plain content for +250*******02.");
    }

    [Fact]
    public void A_failure_on_nothing_says_so() =>
        _notifier.Invoking(n => n.AssertQueued("+250788000003", "order_sent")).Should().Throw<XunitException>().WithMessage("*Nothing was queued.");

    [Fact]
    public async Task AddRecordingNotifierForTests_replaces_the_apps_notifier()
    {
        await using var services = new ServiceCollection()
            .AddNotify(notify => notify.UseInMemoryStorageForTests())
            .AddRecordingNotifierForTests()
            .AddRecordingNotifierForTests()
            .AddNotify(notify => notify.UseInMemoryStorageForTests())
            .BuildServiceProvider();

        await services.GetRequiredService<INotifier>().QueueAsync(Paid());

        services.GetServices<INotifier>().Should().ContainSingle();
        services.GetRequiredService<RecordingNotifier>().AssertQueued("+250788123456", "order_paid");
    }

    private static Notification Paid(string recipient = "+250788123456", string? key = null, string tenant = Notification.DefaultTenant) =>
        new(recipient, "order_paid") { Variables = { ["name"] = "Aline" }, IdempotencyKey = key, Tenant = tenant };

    private static async IAsyncEnumerable<Notification> StreamAsync()
    {
        yield return Paid(key: "a");
        await Task.Yield();
        yield return Paid(key: "a");
        yield return Paid(key: "b");
    }

    private sealed class Listener(Action<QueueProgress> listen) : IProgress<QueueProgress>
    {
        public void Report(QueueProgress value) => listen(value);
    }

    private sealed class Transaction : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection? DbConnection => null;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }
}

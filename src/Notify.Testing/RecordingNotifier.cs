using System.Data.Common;
using System.Runtime.CompilerServices;
using Notify.Deliveries;
using Notify.Explaining;
using Notify.Queueing;
using Notify.Testing.Recording;

namespace Notify.Testing;

/// <summary>
/// A notifier for an app's own tests: it stores and sends nothing, accepts everything, and tells what it was asked. The same idempotency key in the same
/// tenant is answered as a duplicate and recorded once. Thread-safe.
/// </summary>
public sealed class RecordingNotifier : INotifier
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly List<Recorded> _recorded = [];

    /// <summary>Makes a notifier.</summary>
    /// <param name="time">The clock for ids; the system's where it is left out.</param>
    public RecordingNotifier(TimeProvider? time = null) => _time = time ?? TimeProvider.System;

    /// <summary>What was queued and not cancelled, in order. Holds personal data: do not log it.</summary>
    public IReadOnlyList<Notification> Queued => Where(r => !r.IsCancelled);

    /// <summary>What was queued and then cancelled.</summary>
    public IReadOnlyList<Notification> Cancelled => Where(r => r.IsCancelled);

    /// <inheritdoc/>
    public Task<QueueResult> QueueAsync(Notification notification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notification);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Record(notification));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueueResult>> QueueAsync(IReadOnlyCollection<Notification> notifications, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notifications);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<QueueResult>>([.. notifications.Select(Record)]);
    }

    /// <summary>Records at once: nothing here sees the transaction's commit or rollback.</summary>
    public Task<QueueResult> QueueAsync(Notification notification, DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return QueueAsync(notification, cancellationToken);
    }

    /// <summary>Records at once: nothing here sees the transaction's commit or rollback.</summary>
    public Task<IReadOnlyList<QueueResult>> QueueAsync(
        IReadOnlyCollection<Notification> notifications, DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return QueueAsync(notifications, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<QueueResult> QueueAsync(
        IAsyncEnumerable<Notification> notifications,
        IProgress<QueueProgress>? progress = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notifications);
        var total = default(QueueProgress);
        await foreach (var notification in notifications.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var result = Record(notification);
            var isDuplicate = result.Status == QueueStatus.Duplicate;
            total = total with
            {
                Read = total.Read + 1,
                Queued = total.Queued + (isDuplicate ? 0 : 1),
                Duplicates = total.Duplicates + (isDuplicate ? 1 : 0),
            };
            progress?.Report(total);
            yield return result;
        }
    }

    /// <inheritdoc/>
    public Task<int> CancelAsync(string tenant, Guid notificationId, string reason, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var found = _recorded.Find(r => r.Id == notificationId && r.Notification.Tenant == tenant && !r.IsCancelled);
            if (found is null)
            {
                return Task.FromResult(0);
            }

            found.IsCancelled = true;
            var plan = found.Notification.Channels ?? ChannelPlan.WhatsApp;
            return Task.FromResult(plan.Channels.Count + (plan.Fallback is null ? 0 : 1));
        }
    }

    /// <summary>Explains nothing: there are no policies here.</summary>
    public Task<Explanation> ExplainAsync(Notification notification, CancellationToken cancellationToken = default) =>
        Task.FromResult(new Explanation([], []));

    /// <summary>Fails unless a notification of this template was queued for this person, with these values among its variables.</summary>
    /// <param name="recipient">The person; spaces, hyphens, dots and parentheses do not matter.</param>
    /// <param name="templateKey">The template.</param>
    /// <param name="variables">Variables it must have; others do not matter.</param>
    /// <returns>The first that fits, to be looked at further.</returns>
    public Notification AssertQueued(string recipient, string templateKey, params (string Name, string Value)[] variables) =>
        Assertion.Queued(Queued, recipient, templateKey, variables);

    /// <summary>Fails where a notification of this template was queued for this person.</summary>
    public void AssertNotQueued(string recipient, string templateKey) => Assertion.NotQueued(Queued, recipient, templateKey);

    /// <summary>Fails where anything was queued.</summary>
    public void AssertNothingQueued() => Assertion.NothingQueued(Queued);

    private QueueResult Record(Notification notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        lock (_lock)
        {
            if (_recorded.Find(r => r.HasKeyOf(notification)) is { } first)
            {
                return new QueueResult(QueueStatus.Duplicate, first.Id, []);
            }

            var recorded = new Recorded(Ids.NewNotification(_time), notification);
            _recorded.Add(recorded);
            return new QueueResult(QueueStatus.Queued, recorded.Id, []);
        }
    }

    private List<Notification> Where(Func<Recorded, bool> isMeant)
    {
        lock (_lock)
        {
            return [.. _recorded.Where(isMeant).Select(r => r.Notification)];
        }
    }
}

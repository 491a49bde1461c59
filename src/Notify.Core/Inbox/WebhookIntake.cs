using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Diagnostics;
using Notify.Hosting;
using Notify.Storage;
using Notify.Webhooks;

namespace Notify.Inbox;

/// <summary>
/// Takes webhooks in. Those that come while a commit is under way share the next one, so a commit's length is waited for once or twice, whatever the load. While the
/// store is away one webhook after the other tries it, and the rest are refused at once.
/// </summary>
internal sealed class WebhookIntake(
    Readiness readiness,
    IInbox inbox,
    IInboxSignal signal,
    NotifyMetrics metrics,
    TimeProvider time,
    IOptions<InboxOptions> options,
    ILogger<WebhookIntake> logger) : IWebhookIntake
{
    private const string Operation = "store a webhook";
    private const int LongestRoute = 100;

    private readonly IntakeQueue _queue = new();
    private readonly RareLines _unsigned = new(time);
    private bool _isAway;
    private bool _isProbing;

    public async Task<WebhookCheck> ReceiveAsync(IWebhookReader reader, WebhookRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var since = time.GetTimestamp();
        var check = reader.Check(request);
        if (check.Status != WebhookStatus.Valid)
        {
            Refuse(reader, check);
            return check;
        }

        var route = Mask.Storable(check.Route, LongestRoute) ?? "";
        var item = new IntakeItem(new NewWebhook(reader.Channel, new ReceivedWebhook(reader.Name, route, request.Body)), since);
        try
        {
            await StoreAsync(item, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException)
        {
            metrics.Webhook(reader.Channel, "not_stored");
            throw;
        }

        metrics.Webhook(reader.Channel, "stored");
        metrics.WebhookStored(time.GetElapsedTime(since));
        return check;
    }

    private void Refuse(IWebhookReader reader, in WebhookCheck check)
    {
        if (check.Status == WebhookStatus.Unsigned)
        {
            metrics.Webhook(reader.Channel, "unsigned");
            if (_unsigned.Take(reader.Name) is > 0 and var count)
            {
                logger.Unsigned(reader.Name, Mask.Detail(check.Problem), count);
            }

            return;
        }

        metrics.Webhook(reader.Channel, "malformed");
        logger.Malformed(reader.Name, Mask.Detail(check.Problem));
    }

    private async Task StoreAsync(IntakeItem item, CancellationToken cancellationToken)
    {
        var isProbe = false;
        if (Volatile.Read(ref _isAway) && !(isProbe = !Interlocked.Exchange(ref _isProbing, true)))
        {
            throw NotStored(null);
        }

        try
        {
            if (!_queue.TryAdd(item, out var isFirst))
            {
                throw NotStored(null);
            }

            if (isFirst)
            {
                _ = FlushAsync();
            }

            // The group's own time limit ends it; a caller who goes leaves it to be stored.
            await item.Stored.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (isProbe)
            {
                Volatile.Write(ref _isProbing, false);
            }
        }
    }

    // Runs while anything waits; never throws.
    private async Task FlushAsync()
    {
        await Task.Yield();
        for (var group = _queue.Take(); group.Count > 0; group = _queue.Take())
        {
            try
            {
                await CommitAsync(group).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Lost(group, e);
                continue;
            }

            // Before their callers go on, whose next calls must not be refused.
            if (Interlocked.Exchange(ref _isAway, false))
            {
                logger.StoreBack();
            }

            group.ForEach(static item => item.Done());
            signal.Pulse(InboxWork.Webhooks);
        }
    }

    // A store that hangs is not waited for beyond the first caller's time, cancelled or not.
    private async Task CommitAsync(List<IntakeItem> group)
    {
        var left = options.Value.StoreTimeout - time.GetElapsedTime(group[0].Since);
        if (left <= TimeSpan.Zero)
        {
            throw NotStored(new TimeoutException());
        }

        using var limit = new CancellationTokenSource(left, time);
        try
        {
            await PrepareAndStoreAsync(group, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            throw new StorageException(StorageFailure.MayBeStored, Operation, new TimeoutException($"The store did not answer within {options.Value.StoreTimeout}.", e));
        }
    }

    private async Task PrepareAndStoreAsync(List<IntakeItem> group, CancellationToken cancellationToken)
    {
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await inbox.StoreAsync(group.ConvertAll(static item => item.Webhook), cancellationToken).ConfigureAwait(false);
    }

    private void Lost(List<IntakeItem> group, Exception exception)
    {
        if (!Interlocked.Exchange(ref _isAway, true))
        {
            logger.StoreLost(new MaskedError(exception));
        }

        var failure = (exception as StorageException)?.Failure ?? StorageFailure.NotStored;
        group.ForEach(item => item.Fail(new StorageException(failure, Operation, exception)));
        _queue.Clear().ForEach(item => item.Fail(NotStored(exception)));
    }

    private static StorageException NotStored(Exception? inner) => new(StorageFailure.NotStored, Operation, inner);
}

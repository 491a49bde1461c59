using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Journals;
using Notify.Emulators.Meta.Webhooks;

namespace Notify.Emulators.Meta.Receipts;

/// <summary>Brings due receipts to the webhook, in batches, again and again until it takes them. Accepting never waits for it.</summary>
internal sealed class ReceiptDispatcher : IAsyncDisposable
{
    private readonly MetaEmulatorOptions _options;
    private readonly AcceptedStore _store;
    private readonly IWebhook _webhook;
    private readonly ILogger _logger;
    private readonly ReceiptQueue _queue = new();
    private readonly ReceiptPlanner _planner;
    private readonly WebhookPace _pace;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _timer;
    private readonly List<Task> _running = [];
    private Task _loop = Task.CompletedTask;

    public ReceiptDispatcher(MetaEmulatorOptions options, AcceptedStore store, IWebhook webhook)
    {
        (_options, _store, _webhook) = (options, store, webhook);
        _logger = options.LoggerFactory.CreateLogger<ReceiptDispatcher>();
        _planner = new ReceiptPlanner(options, _queue);
        _pace = new WebhookPace(options);
        _timer = options.TimeProvider.CreateTimer(_ => Wake(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Pending => _queue.Count;

    /// <summary>Starts, with what an earlier process left of the messages that are this one's.</summary>
    public void Start(JournalState before, Func<AcceptedEntry, bool> own)
    {
        foreach (var entry in before.Entries.Where(own))
        {
            _planner.Plan(entry, before.Acknowledged);
        }

        _loop = Task.Run(RunAsync);
    }

    public void Schedule(AcceptedEntry entry)
    {
        if (_planner.Plan(entry))
        {
            Wake();
        }
    }

    /// <summary>Brings other news to the webhook, after a while or at once, in the same queue.</summary>
    public void Tell(Notice notice, TimeSpan after = default)
    {
        if (_queue.Add(notice, _options.TimeProvider.GetUtcNow() + after))
        {
            Wake();
        }
    }

    public void RemoveUpTo(long sequence) => _queue.RemoveUpTo(sequence);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        Wake();
        await _loop.ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var now = _options.TimeProvider.GetUtcNow();
            Happen(_queue.Promote(now));
            _running.RemoveAll(task => task.IsCompleted);
            while (_pace.Allows(_running.Count, now) && _queue.Take(_options.StatusesPerWebhook) is { Count: > 0 } batch)
            {
                _running.Add(DeliverAsync(batch));
            }

            SetTimer();
            await _wake.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await Task.WhenAll(_running).ConfigureAwait(false);
    }

    // What a receipt tells of has happened, whether or not the webhook hears of it.
    private void Happen(IReadOnlyList<Notice> notices)
    {
        var changed = false;
        foreach (var receipt in notices.OfType<Receipt>())
        {
            changed |= receipt.Entry.Advance(receipt.Status);
        }

        if (changed)
        {
            _store.List.Changed();
        }
    }

    private void SetTimer()
    {
        var next = _queue.NextDue();
        if (_queue.HasReady() && _pace.PausedUntil is { } pause && (next is null || pause < next))
        {
            next = pause;
        }

        var wait = next is null ? Timeout.InfiniteTimeSpan : next.Value - _options.TimeProvider.GetUtcNow();
        if (next is not null && wait <= TimeSpan.Zero)
        {
            Wake();
            return;
        }

        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private async Task DeliverAsync(IReadOnlyList<Notice> batch)
    {
        await Task.Yield();
        var problem = await _webhook.PostAsync(batch, _stop.Token).ConfigureAwait(false);
        if (problem is null)
        {
            _store.KeepAcknowledged(batch);
            _queue.Settle(batch);
            if (_pace.Succeed())
            {
                DispatcherLog.Recovered(_logger);
            }
        }
        else
        {
            var first = _pace.Fail(_options.TimeProvider.GetUtcNow(), out var again);
            _queue.Return(batch, again);
            if (first && !_stop.IsCancellationRequested)
            {
                DispatcherLog.Failing(_logger, problem);
            }
        }

        Wake();
    }
}

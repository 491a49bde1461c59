using Notify.Limits;

namespace Notify.Core.Tests.Support;

/// <summary>
/// Workers with a paced sender on one store, run in virtual time on one thread: whatever runs stops at its next timer, and <see cref="PumpAsync(Task)"/> moves the
/// clock from timer to timer.
/// </summary>
internal sealed class PaceRig : IDisposable
{
    private readonly int? _perSecond;
    private readonly int _batchSize;
    private readonly TimeSpan _lease;
    private readonly List<TestApp> _apps = [];
    private readonly Dictionary<string, DateTimeOffset> _criticalAt = new(StringComparer.Ordinal);
    private int _queued;

    public PaceRig(int? perSecond, int batchSize = 100, TimeSpan? lease = null)
    {
        (_perSecond, _batchSize, _lease) = (perSecond, batchSize, lease ?? TimeSpan.FromMinutes(15));
        Pacer = new WatchedPacer(Store.Pacer);
        Queue = new HookedQueue(Store.Queue);
        (Store.Pacer, Store.Queue) = (Pacer, Queue);
    }

    public TestStore Store { get; } = new();

    public ManualTimeProvider Clock => Store.Clock;

    public WatchedPacer Pacer { get; }

    public HookedQueue Queue { get; }

    /// <summary>When each message left, over all workers.</summary>
    public List<DateTimeOffset> SentAt { get; } = [];

    /// <summary>Called when a message leaves, with how many have by then.</summary>
    public Action<int>? OnSent { get; set; }

    /// <summary>How long each critical message took from the queue to the provider.</summary>
    public List<TimeSpan> CriticalDelays { get; } = [];

    public IWorker Worker(ScriptedSender? other = null)
    {
        var sender = new ScriptedSender { MaxPerSecond = _perSecond }.Otherwise(Record);
        var app = TestApp.Create(
            n =>
            {
                n.AddWorker(w => (w.BatchSize, w.Lease) = (_batchSize, _lease));
                if (other is not null)
                {
                    n.AddSender(other);
                }
            },
            Store,
            sender: sender);
        _apps.Add(app);
        return app.Worker;
    }

    /// <summary>A worker's loop: batch after batch, polling when there is nothing to do.</summary>
    public async Task LoopAsync(IWorker worker, int untilSent)
    {
        while (SentAt.Count < untilSent)
        {
            if (await worker.RunOnceAsync().ConfigureAwait(false) == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), Clock).ConfigureAwait(false);
            }
        }
    }

    public async Task QueueAsync(int count, Priority priority = Priority.Normal)
    {
        var notifications = Enumerable.Range(0, count).Select(_ => New(priority)).ToList();
        await Notifier.QueueAsync(notifications).ConfigureAwait(false);
    }

    public Task QueueAsync(Notification notification) => Notifier.QueueAsync(notification);

    public Task QueueCriticalAsync()
    {
        var code = New(Priority.Critical);
        _criticalAt[code.Recipient] = Clock.GetUtcNow();
        return Notifier.QueueAsync(code);
    }

    public async Task<PaceGrant> ReserveAsync(int count) =>
        (await Store.Pacer.ReserveAsync([new(Channel.WhatsApp, "default", _perSecond!.Value, count)], default).ConfigureAwait(false))[0];

    public int Settled(string reason) => Queue.Settles.SelectMany(s => s).Count(s => s.Reason == reason);

    /// <summary>Lets time pass until something is done.</summary>
    public async Task PumpAsync(Task running)
    {
        // Off the test's own context, so that what waits for a timer goes on inside Advance, before the clock moves on.
        await Task.Run(() =>
        {
            for (var steps = 0; !running.IsCompleted; steps++)
            {
                steps.Should().BeLessThan(1_000_000, "it must come to an end");
                Clock.Advance(TimeSpan.FromMilliseconds(1));
            }
        }).ConfigureAwait(false);
        await running.ConfigureAwait(false);
    }

    /// <summary>Lets time pass up to so many seconds after the start.</summary>
    public Task PumpToAsync(double seconds) =>
        Task.Run(() => Clock.Advance(ManualTimeProvider.DefaultStart.AddSeconds(seconds) - Clock.GetUtcNow()));

    public void Dispose()
    {
        foreach (var app in _apps)
        {
            app.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        Store.Dispose();
    }

    private INotifier Notifier
    {
        get
        {
            if (_apps.Count == 0)
            {
                Worker();
            }

            return _apps[0].Notifier;
        }
    }

    private Notification New(Priority priority)
    {
        var notification = A.Text($"+2507{_queued++:D8}");
        notification.Priority = priority;
        return notification;
    }

    private Outcome Record(SendRequest request)
    {
        SentAt.Add(Clock.GetUtcNow());
        if (_criticalAt.TryGetValue(request.To.Value, out var queuedAt))
        {
            CriticalDelays.Add(Clock.GetUtcNow() - queuedAt);
        }

        OnSent?.Invoke(SentAt.Count);
        return Outcome.Accepted($"paced.{request.Reference}");
    }
}

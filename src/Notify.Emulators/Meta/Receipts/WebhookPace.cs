namespace Notify.Emulators.Meta.Receipts;

/// <summary>How many webhook calls may run, and when: many while they succeed, after a failure one at a time with growing pauses. Thread-safe.</summary>
internal sealed class WebhookPace(MetaEmulatorOptions options)
{
    private const int MostDoublings = 20;

    private readonly Lock _gate = new();
    private int _failures;
    private DateTimeOffset _pausedUntil;

    /// <summary>End of the pause after a failure; null while calls succeed.</summary>
    public DateTimeOffset? PausedUntil
    {
        get
        {
            lock (_gate)
            {
                return _failures > 0 ? _pausedUntil : null;
            }
        }
    }

    public bool Allows(int running, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _failures == 0 ? running < options.WebhookConcurrency : running == 0 && now >= _pausedUntil;
        }
    }

    /// <summary>A call was acknowledged; true when that ends a row of failures.</summary>
    public bool Succeed()
    {
        lock (_gate)
        {
            var recovered = _failures > 0;
            _failures = 0;
            return recovered;
        }
    }

    /// <summary>A call failed; true when it is the first of a row.</summary>
    public bool Fail(DateTimeOffset now, out DateTimeOffset again)
    {
        lock (_gate)
        {
            var pause = options.WebhookRetryFirst * Math.Pow(2, Math.Min(_failures, MostDoublings));
            _pausedUntil = again = now + (pause < options.WebhookRetryLongest ? pause : options.WebhookRetryLongest);
            return _failures++ == 0;
        }
    }
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Notify.Sessions;

/// <summary>Has expired sessions closed and old ones removed: every minute, and in every round of maintenance as long as there are more.</summary>
internal sealed class SessionKeeper(ISessionStore store, TimeProvider time, IOptions<SessionOptions> options, ILogger<SessionKeeper> logger)
{
    private const int Limit = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long _since;
    private TimeSpan _pause;

    public async Task RunIfDueAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_since) < _pause)
        {
            return;
        }

        (_since, _pause) = (time.GetTimestamp(), Interval);
        var done = await store.CleanUpAsync(options.Value.Keep, Limit, cancellationToken).ConfigureAwait(false);
        if (done.Closed + done.Removed > 0)
        {
            logger.SessionsCleaned(done.Closed, done.Removed, options.Value.Keep);
        }

        if (done.Closed >= Limit || done.Removed >= Limit)
        {
            _pause = TimeSpan.Zero;
        }
    }
}

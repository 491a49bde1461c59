using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Diagnostics;

namespace Notify.Maintenance;

/// <summary>Has old history removed: every hour, and a little in every round of maintenance as long as there is more.</summary>
internal sealed class RetentionKeeper(IRetention retention, TimeProvider time, IOptions<RetentionOptions> options, ILogger<RetentionKeeper> logger)
{
    private const int Limit = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterError = TimeSpan.FromMinutes(1);

    private long _since;
    private TimeSpan _pause;

    public async Task RunIfDueAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_since) < _pause)
        {
            return;
        }

        (_since, _pause) = (time.GetTimestamp(), AfterError);
        var report = await retention.RemoveAsync(options.Value.History, Limit, cancellationToken).ConfigureAwait(false);
        if (report.Deliveries > 0)
        {
            logger.Removed(report.Deliveries, options.Value.History);
        }

        _pause = report.HasMore ? TimeSpan.Zero : Interval;
    }
}

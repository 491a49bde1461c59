namespace Notify.Hosting;

/// <summary>A part of a run on demand. Where it fails it is over for this run, and the others go on.</summary>
/// <param name="operation">Its name in the log.</param>
/// <param name="round">Works on some; answers on how many.</param>
/// <param name="failures">Told of a failure.</param>
/// <param name="cancellationToken">The run's.</param>
internal sealed class RunPart(string operation, Func<Task<int>> round, RunFailures failures, CancellationToken cancellationToken)
{
    private bool _hasFailed;

    /// <summary>How many were worked on so far.</summary>
    public int Done { get; private set; }

    /// <summary>Works on some.</summary>
    /// <returns>On how many; none once it has failed or the run is to end.</returns>
    public async Task<int> RoundAsync()
    {
        if (_hasFailed || cancellationToken.IsCancellationRequested)
        {
            return 0;
        }

        try
        {
            var done = await round().ConfigureAwait(false);
            Done += done;
            return done;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            _hasFailed = true;
            failures.Add(operation, e);
            return 0;
        }
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notify.AspNetCore.Diagnostics;
using Notify.Diagnostics;
using Notify.Hosting;

namespace Notify.AspNetCore.RunOnce;

/// <summary>Runs the worker once when somebody with a key asks, and one run at a time.</summary>
internal sealed class RunOnceEndpoint(IWorker worker, BearerKeys keys, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<RunOnceEndpoint> logger)
{
    private int _isRunning;

    public async Task HandleAsync(HttpContext context)
    {
        if (!keys.Allow(context.Request.Headers.Authorization))
        {
            logger.RunRefused();
            context.Response.Headers.WWWAuthenticate = "Bearer";
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else if (Interlocked.Exchange(ref _isRunning, 1) == 1)
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
        }
        else
        {
            try
            {
                await RunAsync(context).ConfigureAwait(false);
            }
            finally
            {
                Volatile.Write(ref _isRunning, 0);
            }
        }
    }

    private async Task RunAsync(HttpContext context)
    {
        // A caller who hangs up ends the run, and so does the host: sends under way finish, the rest is handed back.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var since = time.GetTimestamp();
        int workedOn;
        try
        {
            workedOn = await worker.RunOnceAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        catch (Exception e)
        {
            logger.RunError(Mask.Text(e.ToString()));
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        logger.RanOnce(workedOn);
        if (!context.RequestAborted.IsCancellationRequested)
        {
            var report = new RunOnceReport(workedOn, (long)time.GetElapsedTime(since).TotalMilliseconds);
            await context.Response.WriteAsJsonAsync(report, RunOnceJson.Default.RunOnceReport, cancellationToken: CancellationToken.None).ConfigureAwait(false);
        }
    }
}

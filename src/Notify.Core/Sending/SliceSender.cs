using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Notify.Claiming;
using Notify.Diagnostics;
using Notify.Outcomes;

namespace Notify.Sending;

/// <summary>Stage 5, second half: calls the providers for a marked slice, side by side, each call at its place. Nothing thrown gets past it: a mark without an answer is doubt.</summary>
internal sealed class SliceSender(PaceStage pace, TimeProvider time, ILogger<SliceSender> logger)
{
    /// <summary>
    /// Sets the outcome of every item begun. No more are begun once cancelled, or where places were missed and no new ones can be had within the lease: those have not
    /// left, and nothing is in doubt about them.
    /// </summary>
    /// <returns>How many were begun, from the first on.</returns>
    public async Task<int> SendAsync(List<WorkItem> slice, Turn turn, LeaseClock clock, CancellationToken cancellationToken)
    {
        List<Task>? running = null;
        var begun = 0;
        for (var i = 0; i < slice.Count; i++)
        {
            await turn.WaitAsync(i, time, cancellationToken).ConfigureAwait(false);
            var kept = await pace.RenewIfLateAsync(turn, i, slice, cancellationToken).ConfigureAwait(false);
            if (kept is null)
            {
                break;
            }

            if (kept != turn)
            {
                turn = kept.Value;
                if (clock.Left <= PaceStage.Longest(slice) + turn.Left(i, time))
                {
                    break;
                }

                await turn.WaitAsync(i, time, cancellationToken).ConfigureAwait(false);
            }

            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            begun++;
            var sending = SendOneAsync(slice[i], cancellationToken);
            if (!sending.IsCompletedSuccessfully)
            {
                (running ??= []).Add(sending.AsTask());
            }
        }

        if (running is not null)
        {
            await Task.WhenAll(running).ConfigureAwait(false);
        }

        return begun;
    }

    private async ValueTask SendOneAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var delivery = item.Delivery;
        using var activity = NotifyActivity.Start(NotifyActivity.Send, ActivityKind.Client, delivery.Flow, delivery.Id, delivery.TraceParent);
        activity?.SetTag("notify.send", item.Mark.SendNumber);
        try
        {
            var outcome = await item.Sender!.SendAsync(item.Request(), cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The sender gave no outcome.");
            item.Outcome = outcome.ToKeep();
        }
        catch (Exception e)
        {
            item.Outcome = Outcome.Unknown("exception", e.GetType().Name);
            logger.SenderError(
                delivery.Flow.Channel.Name, delivery.Flow.Account, item.Mark.SendNumber, delivery.Id, delivery.CorrelationId, new MaskedError(e));
        }

        activity?.SetTag("notify.outcome", item.Outcome.Class.ToString());
        if (item.Outcome.Class != OutcomeClass.Accepted)
        {
            activity?.SetStatus(ActivityStatusCode.Error, item.Outcome.Code);
        }
    }
}

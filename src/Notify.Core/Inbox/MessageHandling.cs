using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Diagnostics;
using Notify.Inbound;
using Notify.OptOut;
using Notify.Sessions;

namespace Notify.Inbox;

/// <summary>Runs the handlers for one message until one has handled it: what Notify itself heeds, then the app's in the order of registration.</summary>
internal sealed class MessageHandling(
    WordHandler words,
    IEnumerable<IInboundHandler> handlers,
    INotifier notifier,
    SessionService sessions,
    Greeter greeter,
    InboxRetry retry,
    NotifyMetrics metrics,
    TimeProvider time,
    IOptions<InboxOptions> options,
    ILogger<MessageHandling> logger)
{
    private readonly IInboundHandler[] _handlers = [words, .. handlers];

    /// <summary>Handles it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="person">Who wrote it.</param>
    /// <param name="abort">Ends it unhandled; the try does not count.</param>
    public async Task<InboxVerdict> RunAsync(ClaimedInbound message, Contact? person, CancellationToken abort)
    {
        if (person is null || message.Content.IsEmpty)
        {
            return Done(message, InboxVerdict.DoneBecause(InboundReasons.Erased), InboundReasons.Erased);
        }

        if (retry.IsSpent(message))
        {
            return Failed(message, new TimeoutException("Its workers died."));
        }

        using var limit = new CancellationTokenSource(options.Value.HandlerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(abort, limit.Token);
        InboundContext? context = null;
        try
        {
            context = ContextOf(message, person);
            var isHandled = await HandleAsync(context, either.Token).ConfigureAwait(false);
            return isHandled
                ? Done(message, InboxVerdict.Done, InboundReasons.Handled)
                : Done(message, InboxVerdict.DoneBecause(InboundReasons.Unhandled), InboundReasons.Unhandled);
        }
        catch (Exception) when (abort.IsCancellationRequested)
        {
            return InboxVerdict.HandBack;
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            return Failed(message, new TimeoutException($"The handlers took longer than {options.Value.HandlerTimeout}.", e));
        }
        catch (PersonErasedException)
        {
            return Done(message, InboxVerdict.DoneBecause(InboundReasons.Erased), InboundReasons.Erased);
        }
        catch (Exception e)
        {
            return Failed(message, e);
        }
        finally
        {
            Tell(message, context);
        }
    }

    private async Task<bool> HandleAsync(InboundContext context, CancellationToken cancellationToken)
    {
        foreach (var handler in _handlers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await handler.HandleAsync(context, cancellationToken).ConfigureAwait(false) == InboundResult.Handled)
            {
                return true;
            }
        }

        return false;
    }

    private InboundContext ContextOf(ClaimedInbound message, Contact person) => new(notifier, sessions, greeter)
    {
        Id = message.Id,
        Tenant = message.Tenant,
        Contact = person,
        Message = InboundCodec.Read(message.Content, message.Raw),
        ReceivedAt = message.ReceivedAt,
        Attempt = message.Attempt,
    };

    private InboxVerdict Done(ClaimedInbound message, InboxVerdict verdict, string outcome)
    {
        metrics.InboundDone(outcome);
        logger.InboundDone(message.Id, message.Tenant, outcome, message.Attempt);
        return verdict;
    }

    private InboxVerdict Failed(ClaimedInbound message, Exception exception)
    {
        var verdict = retry.Message(message, InboxRetry.Describe(exception));
        metrics.InboundDone(verdict.State == InboxState.Dead ? InboundReasons.Dead : InboundReasons.Retry);
        logger.InboundFailed(message.Id, message.Tenant, message.Attempt, verdict.State.ToString(), new MaskedError(exception));
        return verdict;
    }

    private void Tell(ClaimedInbound message, InboundContext? context)
    {
        foreach (var reply in context?.Replies ?? [])
        {
            if (context!.Message.Channel == Channel.Sms)
            {
                logger.SmsAnswered(message.Id, message.Tenant, reply.NotificationId, reply.Status.ToString());
            }
            else if (context.Message.Channel == Channel.WhatsApp)
            {
                logger.WhatsAppAnswered(message.Id, message.Tenant, reply.NotificationId, reply.Status.ToString());
            }
            else
            {
                logger.Answered(message.Id, message.Tenant, context.Message.Channel.Name, reply.NotificationId, reply.Status.ToString());
            }
        }
    }
}

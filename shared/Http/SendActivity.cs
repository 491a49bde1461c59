using System.Diagnostics;
using Notify.Messages;
using Notify.Outcomes;
using Notify.Sending;

namespace Notify.Http;

/// <summary>The trace span around a send, of the source <c>Notify</c>. Its tags hold no personal data.</summary>
internal static class SendActivity
{
    private static readonly ActivitySource Source = new("Notify");

    /// <summary>Starts the span of this name; null where nobody listens.</summary>
    public static Activity? Start(string name, IChannelSender sender, SendRequest request)
    {
        var activity = Source.StartActivity(name, ActivityKind.Client);
        if (activity is not null)
        {
            activity.SetTag("notify.channel", sender.Channel.Name);
            activity.SetTag("notify.account", sender.Account);
            activity.SetTag("notify.delivery_id", request.Reference.DeliveryId);
            activity.SetTag("notify.send_number", request.Reference.SendNumber);
            activity.SetTag("notify.message_type", request.Message.GetType().Name);
            activity.SetTag("notify.provider_template", (request.Message as TemplateMessage)?.Name);
        }

        return activity;
    }

    /// <summary>Notes the outcome.</summary>
    public static void End(Activity? activity, Outcome outcome)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag("notify.outcome", outcome.Class.ToString());
        activity.SetTag("error.type", outcome.Class == OutcomeClass.Accepted ? null : outcome.Code);
        activity.SetStatus(outcome.Class == OutcomeClass.Accepted ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
    }
}

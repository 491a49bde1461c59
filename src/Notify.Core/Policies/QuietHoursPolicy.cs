using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Deliveries;

namespace Notify.Policies;

/// <summary>
/// Nobody who asked for quiet hours is written to in them, on the clock of their own zone; critical messages pass. So does an answer to STOP, START or HELP while the
/// person may be waiting for it; one that was held up for longer keeps quiet, too.
/// </summary>
internal sealed class QuietHoursPolicy(IOptions<QuietHoursOptions> options) : IDeliveryPolicy
{
    // Who wrote is awake. Hours later they may not be.
    private static readonly TimeSpan AnswerIsAwaited = TimeSpan.FromHours(1);

    public string Name => "quiet_hours";

    public Decision Evaluate(PolicyContext context)
    {
        if (context.Contact.QuietHours is not { } hours || IsUrgent(context))
        {
            return Decision.Allow;
        }

        var defaults = options.Value;
        var zone = Zones.Find(context.Contact.Zone ?? defaults.Zone) ?? Zones.Find(defaults.Zone) ?? TimeZoneInfo.Utc;
        var until = QuietHoursWindow.EndIfInside(context.Now, hours.Start ?? defaults.Start, hours.End ?? defaults.End, zone);
        return until is { } end ? Decision.DeferToWindow(end, Reasons.QuietHours) : Decision.Allow;
    }

    private static bool IsUrgent(PolicyContext context) =>
        context.Flow.IsAnswer ? context.Now - context.QueuedAt < AnswerIsAwaited : context.Flow.Priority == Priority.Critical;
}

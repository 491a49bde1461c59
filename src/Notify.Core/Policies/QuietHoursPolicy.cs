using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Deliveries;

namespace Notify.Policies;

/// <summary>Nobody who asked for quiet hours is written to in them, on the clock of their own zone; critical messages pass.</summary>
internal sealed class QuietHoursPolicy(IOptions<QuietHoursOptions> options) : IDeliveryPolicy
{
    public string Name => "quiet_hours";

    public Decision Evaluate(PolicyContext context)
    {
        if (context.Contact.QuietHours is not { } hours || context.Flow.Priority == Priority.Critical || context.Flow.IsAnswer)
        {
            return Decision.Allow;
        }

        var defaults = options.Value;
        var zone = Zones.Find(context.Contact.Zone ?? defaults.Zone) ?? Zones.Find(defaults.Zone) ?? TimeZoneInfo.Utc;
        var until = QuietHoursWindow.EndIfInside(context.Now, hours.Start ?? defaults.Start, hours.End ?? defaults.End, zone);
        return until is { } end ? Decision.DeferToWindow(end, Reasons.QuietHours) : Decision.Allow;
    }
}

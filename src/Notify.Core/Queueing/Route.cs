using Notify.Deliveries;
using Notify.Templates;

namespace Notify.Queueing;

/// <summary>Where notifications of a kind go over a channel.</summary>
/// <param name="Error">Why they go nowhere; null where they go.</param>
/// <param name="Template">The template chosen; null for plain content, and where there is none.</param>
/// <param name="Flow">What they wait in line as; null where they go nowhere.</param>
internal sealed record Route(NotificationError? Error, ResolvedTemplate? Template, FlowKey? Flow);

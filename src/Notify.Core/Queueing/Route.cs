using Notify.Deliveries;
using Notify.Templates;

namespace Notify.Queueing;

/// <summary>Where notifications of a kind go over a channel.</summary>
/// <param name="Error">Why they go nowhere; null where they go.</param>
/// <param name="Template">The template chosen; null for plain content, and where there is none.</param>
/// <param name="Flow">What they wait in line as; null where they go nowhere.</param>
internal sealed record Route(NotificationError? Error, ResolvedTemplate? Template, FlowKey? Flow)
{
    /// <summary>Whether a template stands in for plain content here while a service window is closed.</summary>
    public bool WantsSubstitute { get; init; }

    /// <summary>That template; null where none is wanted, and where there is none.</summary>
    public ResolvedTemplate? Substitute { get; init; }
}

using Notify.Conversations;
using Notify.Deliveries;
using Notify.Gates;
using Notify.Sending;

namespace Notify.Policies;

/// <summary>
/// Nothing but a provider's template goes to somebody who has not written within the sender's service window: the template named for that stands in, or it
/// is blocked; while that template's gate is closed, it waits. Comes after quiet hours, so that the window counts at the time at which the message would leave.
/// </summary>
internal sealed class WindowPolicy(IConversationWindows windows, SenderDirectory senders, RecentGates gates) : IDeliveryPolicy, IPolicyDataLoader
{
    public string Name => "service_window";

    /// <summary>Whose window a delivery needs.</summary>
    public static WindowKey Key(PolicyContext context) => new(context.Contact.Id, context.Flow.Channel, context.Flow.Account);

    public async Task LoadAsync(IReadOnlyList<PolicyContext> batch, CancellationToken cancellationToken)
    {
        List<(PolicyContext Context, TimeSpan Length)>? needed = null;
        foreach (var context in batch)
        {
            if (IsFree(context) && senders.Find(context.Flow.Channel, context.Flow.Account)?.ServiceWindow is { } length)
            {
                (needed ??= []).Add((context, length));
            }
        }

        if (needed is null)
        {
            return;
        }

        IReadOnlyList<Gate> closed = needed.Exists(n => n.Context.Substitute is not null)
            ? await gates.TemplatesAsync(cancellationToken).ConfigureAwait(false)
            : [];
        var opened = await windows.ReadAsync([.. needed.Select(n => Key(n.Context))], cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < needed.Count; i++)
        {
            needed[i].Context.Set(new Window(opened[i] + needed[i].Length, closed));
        }
    }

    public Decision Evaluate(PolicyContext context)
    {
        if (context.Get<Window>() is not { } window || context.Now < window.ClosesAt)
        {
            return Decision.Allow;
        }

        if (context.Substitute is not { } substitute)
        {
            return Decision.Block(Reasons.WindowClosed);
        }

        var decision = TemplatePolicy.Decide(substitute.Template, context.Now);
        if (decision.Kind != DecisionKind.Allow)
        {
            return decision;
        }

        var flow = substitute.FlowOf(context.Flow);
        var before = window.Gates.Where(g => g.Scope.Covers(flow) && g.IsClosed(context.Now)).ToList();
        return before.Count > 0
            ? Decision.Defer(RecentGates.Until(before, context.Now), Reasons.Gate)
            : Decision.Rewrite(substitute.Render!(), substitute.Note);
    }

    // By what it is made from: rendering every message to see would cost all that are deferred or blocked.
    private static bool IsFree(PolicyContext context) =>
        context.Flow.Template.Length == 0 || context.Template is { Template.Content.ProviderName: null };

    private sealed record Window(DateTimeOffset? ClosesAt, IReadOnlyList<Gate> Gates);
}

using Notify.Conversations;
using Notify.Deliveries;
using Notify.Sending;

namespace Notify.Policies;

/// <summary>
/// Nothing but a provider's template goes to somebody who has not written within the sender's service window: the template named for that stands in, or it
/// is blocked. Comes after quiet hours, so that the window counts at the time at which the message would leave.
/// </summary>
internal sealed class WindowPolicy(IConversationWindows windows, SenderDirectory senders) : IDeliveryPolicy, IPolicyDataLoader
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

        var opened = await windows.ReadAsync([.. needed.Select(n => Key(n.Context))], cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < needed.Count; i++)
        {
            needed[i].Context.Set(new Window(opened[i] + needed[i].Length));
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
        return decision.Kind == DecisionKind.Allow
            ? Decision.Rewrite(substitute.Render!(), $"{Reasons.WindowClosed}:{substitute.Key}")
            : decision;
    }

    // By what it is made from: rendering every message to see would cost all that are deferred or blocked.
    private static bool IsFree(PolicyContext context) =>
        context.Flow.Template.Length == 0 || context.Template is { Template.Content.ProviderName: null };

    private sealed record Window(DateTimeOffset? ClosesAt);
}

using Microsoft.Extensions.Options;
using Notify.Claiming;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Deliveries;
using Notify.Gates;
using Notify.Limits;
using Notify.Plans;
using Notify.Policies;
using Notify.Queueing;
using Notify.Sending;
using Notify.Templates;

namespace Notify.Explaining;

/// <summary>Runs the pipeline's own stages 1 to 4 without storing, counting or sending.</summary>
internal sealed class Explainer(
    IContactStore contacts, IRateLimiter limiter, IQuotas quotas, IGates gates, TemplateCatalog catalog, ChannelChoice choice, PolicyRunner policies,
    IOptions<QueueingOptions> options)
{
    private readonly Market? _home = Markets.Find(options.Value.DefaultRegion);

    public async Task<Explanation> ExplainAsync(Notification notification, CancellationToken cancellationToken)
    {
        var errors = new List<NotificationError>();
        var address = NotificationShape.Check(notification, _home, errors);
        if (errors.Count > 0)
        {
            return new Explanation(errors, []);
        }

        await catalog.RefreshIfDueAsync(cancellationToken).ConfigureAwait(false);
        var lookup = await contacts.FindAsync([new ContactKey(notification.Tenant, address)], cancellationToken).ConfigureAwait(false);
        var contact = lookup.Contacts[0] ?? new Contact { Id = Guid.Empty, Tenant = notification.Tenant, Address = address };
        QueuePlanner.CheckTimes(notification, lookup.Now, errors);
        var closed = await gates.ReadAsync(cancellationToken).ConfigureAwait(false);
        var quota = (await quotas.ReadAsync(notification.Tenant, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
        var plan = choice.PlanOf(notification, contact);
        var deliveries = new List<DeliveryExplanation>();
        var templates = new List<ResolvedTemplate?>();
        var beside = new Beside();
        foreach (var channel in ChannelChoice.All(plan))
        {
            var (sender, error) = choice.Choose(notification, channel, choice.AccountOf(notification, plan, channel));
            if (error is not null)
            {
                errors.Add(error);
                continue;
            }

            var resolved = choice.Resolve(notification, channel, sender!.Account, contact);
            if (notification.TemplateKey is not null)
            {
                TemplateCheck.Check(notification, channel, resolved, errors, isAlone: plan is { Channels.Count: 1, Fallback: null });
                templates.Add(resolved);
            }

            var substitute = choice.ResolveSubstitute(notification, sender, contact);
            if (ChannelChoice.WantsSubstitute(notification, sender))
            {
                TemplateCheck.CheckSubstitute(notification, channel, substitute, errors);
            }

            var isFallback = channel == plan.Fallback?.Channel;
            var context = Context(
                notification, address, contact, sender, QueuePlanner.Flow(notification, channel, sender.Account, resolved?.Template), resolved, substitute, lookup.Now,
                hasFallback: plan.Fallback is not null && !isFallback);
            var explained = await ExplainAsync(notification, context, closed, quota, isFallback ? new Beside() : beside, cancellationToken).ConfigureAwait(false);
            deliveries.Add(explained with
            {
                IsFallback = isFallback,
                Warning = isFallback ? null : TimeToLiveWarning.Of(resolved?.Template, plan.Fallback),
            });
        }

        if (templates.Count > 1)
        {
            TemplateCheck.Extra(notification, templates, errors);
        }

        return new Explanation(errors, deliveries);
    }

    private static PolicyContext Context(
        Notification notification, Address written, Contact contact, IChannelSender sender, FlowKey flow, ResolvedTemplate? resolved, ResolvedTemplate? substitute,
        DateTimeOffset now, bool hasFallback)
    {
        var chosen = AddressChoice.Of(contact, written, sender, resolved?.Template.Category);
        var address = chosen ?? written;
        return new(MessageWriter.For(DeliveryPayload.Of(address, notification), resolved?.Template, withText: true))
        {
            Now = now,
            QueuedAt = now,
            Flow = flow,
            Contact = contact,
            Address = address,
            HasAddress = chosen is not null,
            Template = resolved,
            Topic = notification.Topic ?? resolved?.Template.Topic,
            ExpiresAt = notification.ExpiresAt,
            CorrelationId = notification.CorrelationId,
            HasFallback = hasFallback,
            Substitute = notification.WindowTemplate is not { } key ? null : new WindowSubstitute(
                key, substitute, MessageWriter.For(DeliveryPayload.Of(address, notification) with { Content = null }, substitute?.Template, withText: true)),
        };
    }

    private async Task<DeliveryExplanation> ExplainAsync(
        Notification notification, PolicyContext context, IReadOnlyList<Gate> closed, Quota? quota, Beside beside, CancellationToken cancellationToken)
    {
        await policies.LoadAsync([context], cancellationToken).ConfigureAwait(false);
        var steps = new List<ExplanationStep>();
        if (notification.NotBefore is { } notBefore && notBefore > context.Now)
        {
            steps.Add(new ExplanationStep("not_before", Decision.Defer(notBefore, "not_before")));
        }

        foreach (var gate in closed.Where(g => g.Scope.Covers(context.Flow)))
        {
            steps.Add(new ExplanationStep("gate", Decision.Defer(gate.IsProbing(context.Now) ? context.Now : gate.Until ?? DateTimeOffset.MaxValue, Reasons.Gate)));
        }

        if (quota is not null)
        {
            steps.Add(new ExplanationStep(
                "quota", quota.Remaining <= beside.Count ? Decision.Defer(quota.ResetsAt ?? DateTimeOffset.MaxValue, Reasons.Quota) : Decision.Allow));
        }

        var charges = new List<LimitCharge>();
        foreach (var policy in policies.Policies)
        {
            var decision = policies.Ask(policy, context, Guid.Empty);
            if (decision.Replacement is { } replacement)
            {
                context.Replace(replacement);
            }

            steps.Add(new ExplanationStep(policy.Name, await WithLimitAsync(decision, beside, cancellationToken).ConfigureAwait(false)));
            if (decision.Charge is { } charge)
            {
                charges.Add(charge);
            }
        }

        var result = steps.Find(s => s.Decision.Kind != DecisionKind.Allow)?.Decision ?? Decision.Allow;
        if (result.Kind == DecisionKind.Allow)
        {
            beside.Count++;
            beside.Charges.AddRange(charges);
        }

        var flow = context.Flow;
        return new DeliveryExplanation(flow.Channel, flow.Account, context.Template?.Template.Locale, result, steps, context.Message?.Text);
    }

    // Asked at no cost, whether there is a place besides those that the others take.
    private async Task<Decision> WithLimitAsync(Decision decision, Beside beside, CancellationToken cancellationToken)
    {
        if (decision.Charge is not { } charge)
        {
            return decision;
        }

        var left = charge.Limit - beside.Charges.Where(c => c.Key == charge.Key).Sum(c => c.Cost);
        var grant = (await limiter.AcquireAsync([[charge with { Cost = 0, Limit = left }]], cancellationToken).ConfigureAwait(false))[0];
        return grant is { IsGranted: false, Until: { } until } ? Decision.Defer(until, decision.ChargeReason ?? Reasons.RateLimit) : decision;
    }

    /// <summary>What of the same notification would be sent at the same time, and takes its own places in limits and quota.</summary>
    private sealed class Beside
    {
        public int Count { get; set; }

        public List<LimitCharge> Charges { get; } = [];
    }
}

using Microsoft.Extensions.Options;
using Notify.Deliveries;
using Notify.Policies;
using Notify.Templates;

namespace Notify.Consents;

/// <summary>Nothing on a topic that needs consent goes to somebody who has not given it, or has taken it back.</summary>
internal sealed class ConsentPolicy(IConsentStore store, IOptions<ConsentOptions> options) : IDeliveryPolicy, IPolicyDataLoader
{
    private readonly HashSet<string> _topics = [.. options.Value.Topics];
    private readonly HashSet<TemplateCategory> _categories = [.. options.Value.Categories];

    public string Name => "consent";

    public async Task LoadAsync(IReadOnlyList<PolicyContext> batch, CancellationToken cancellationToken)
    {
        if (_topics.Count == 0 && _categories.Count == 0)
        {
            return;
        }

        var needed = batch.Select(c => (Context: c, Topic: TopicOf(c))).Where(n => n.Topic is not null).ToList();
        if (needed.Count == 0)
        {
            return;
        }

        var said = await store.ReadAsync([.. needed.Select(n => new ConsentKey(n.Context.Contact.Id, n.Topic!))], cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < needed.Count; i++)
        {
            needed[i].Context.Set(new Said(said[i]?.IsGranted));
        }
    }

    public Decision Evaluate(PolicyContext context) => context.Get<Said>() switch
    {
        null or { IsGranted: true } => Decision.Allow,
        { IsGranted: false } => Decision.Block(Reasons.ConsentRevoked),
        _ => Decision.Block(Reasons.ConsentMissing),
    };

    // The topic on which consent is needed; null for none.
    private string? TopicOf(PolicyContext context)
    {
        if (context.Flow.IsAnswer)
        {
            return null;
        }

        var topic = context.Topic;
        return context.Template?.Template.Category is { } category && _categories.Contains(category) ? topic ?? category.ToString().ToLowerInvariant()
            : topic is not null && _topics.Contains(topic) ? topic
            : null;
    }

    private sealed record Said(bool? IsGranted);
}

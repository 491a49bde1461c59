using Notify.Contacts;
using Notify.Conversations;
using Notify.Deliveries;
using Notify.Messages;
using Notify.Policies;
using Notify.Queueing;
using Notify.Sending;
using Notify.Templates;

namespace Notify.Claiming;

/// <summary>Turns a claimed batch into work: contacts in one read, templates from memory, payloads unpacked.</summary>
internal sealed class BatchLoader(IContactStore contacts, TemplateCatalog catalog, ITemplateCatalog templates, SenderDirectory senders)
{
    /// <summary>The work, and settlements for what cannot be worked on.</summary>
    public async Task<(List<WorkItem> Items, List<Settlement> Refused)> LoadAsync(ClaimedBatch batch, CancellationToken cancellationToken)
    {
        await catalog.RefreshIfDueAsync(cancellationToken).ConfigureAwait(false);
        var ids = new HashSet<Guid>(batch.Deliveries.Count);
        foreach (var delivery in batch.Deliveries)
        {
            ids.Add(delivery.ContactId);
        }

        var known = await contacts.GetAsync([.. ids], cancellationToken).ConfigureAwait(false);
        var items = new List<WorkItem>(batch.Deliveries.Count);
        var choices = new Choices(templates, senders);
        var refused = new List<Settlement>();
        foreach (var delivery in batch.Deliveries)
        {
            var payload = DeliveryPayload.TryRead(delivery.Payload);
            if (payload is null || !known.TryGetValue(delivery.ContactId, out var contact))
            {
                refused.Add(Settlement.Block(delivery.Id, delivery.Payload.IsEmpty ? Reasons.Erased : Reasons.PayloadUnreadable));
                continue;
            }

            var (sender, template) = choices.Of(delivery, contact);
            items.Add(new WorkItem(delivery, Context(delivery, payload, contact, sender, template, Substitute(delivery, payload, contact), batch.Now), sender) { Together = payload.Together ?? 1 });
        }

        return (items, refused);
    }

    private static PolicyContext Context(ClaimedDelivery delivery, DeliveryPayload payload, Contact contact, IChannelSender? sender, ResolvedTemplate? template,
        WindowSubstitute? substitute, DateTimeOffset now)
    {
        var written = payload.ToAddress();
        var address = AddressChoice.Of(contact, written, sender, template?.Template.Category);
        return new(Render(payload, template?.Template))
        {
            Now = now,
            QueuedAt = delivery.QueuedAt,
            Flow = delivery.Flow,
            Contact = contact,
            Address = address ?? written,
            HasAddress = address is not null,
            Template = template,
            Topic = payload.Topic ?? template?.Template.Topic,
            ExpiresAt = delivery.ExpiresAt,
            Attempts = delivery.Attempts,
            HasFallback = payload.HasFallback == true,
            Substitute = substitute,
            CorrelationId = delivery.CorrelationId,
        };
    }

    private WindowSubstitute? Substitute(ClaimedDelivery delivery, DeliveryPayload payload, Contact contact)
    {
        if (payload.WindowTemplate is not { } key)
        {
            return null;
        }

        var flow = delivery.Flow;
        var template = templates.Resolve(new TemplateRequest(
            flow.Tenant, key, flow.Channel, flow.Account, delivery.Locale, contact.Locale, delivery.TemplateVersion));
        return new WindowSubstitute(key, template, Render(payload with { Content = null }, template?.Template));
    }

    // A template of the tenant's own that was saved since may want what this notification was never given. It waits; half a text helps nobody.
    private static Func<Message>? Render(DeliveryPayload payload, Template? template)
    {
        return template is not null && MissingOf(payload, template) is { } missing
            ? Refusal(template.Key, missing)
            : MessageWriter.For(payload, template);
    }

    private static string? MissingOf(DeliveryPayload payload, Template template)
    {
        var wanted = template.Variables;
        for (var i = 0; i < wanted.Count; i++)
        {
            if (payload.Variables?.ContainsKey(wanted[i]) != true)
            {
                return wanted[i];
            }
        }

        return null;
    }

    private static Func<Message> Refusal(string template, string missing) =>
        () => throw new InvalidOperationException($"The template '{template}' wants '{missing}' now, which this notification was not given.");
}

using Notify.Contacts;
using Notify.Deliveries;
using Notify.Sending;
using Notify.Templates;

namespace Notify.Claiming;

/// <summary>The senders and templates of one batch. Deliveries of a flow mostly want the same, so the last choice of each flow is kept.</summary>
internal sealed class Choices(ITemplateCatalog templates, SenderDirectory senders)
{
    private readonly Dictionary<FlowKey, Choice> _last = new(ReferenceEqualityComparer.Instance);

    public (IChannelSender? Sender, ResolvedTemplate? Template) Of(ClaimedDelivery delivery, Contact contact)
    {
        if (!_last.TryGetValue(delivery.Flow, out var choice) || !choice.IsFor(delivery, contact))
        {
            choice = Choose(delivery, contact);
            _last[delivery.Flow] = choice;
        }

        return (choice.Sender, choice.Template);
    }

    private Choice Choose(ClaimedDelivery delivery, Contact contact)
    {
        var flow = delivery.Flow;
        var template = flow.Template.Length == 0 ? null : templates.Resolve(new TemplateRequest(
            flow.Tenant, flow.Template, flow.Channel, flow.Account, delivery.Locale, contact.Locale, delivery.TemplateVersion));
        return new Choice(senders.Find(flow.Channel, flow.Account), template, delivery.Locale, contact.Locale, delivery.TemplateVersion);
    }

    private sealed record Choice(IChannelSender? Sender, ResolvedTemplate? Template, string? Locale, string? ContactLocale, int Version)
    {
        public bool IsFor(ClaimedDelivery delivery, Contact contact) =>
            delivery.TemplateVersion == Version
            && string.Equals(delivery.Locale, Locale, StringComparison.Ordinal)
            && string.Equals(contact.Locale, ContactLocale, StringComparison.Ordinal);
    }
}

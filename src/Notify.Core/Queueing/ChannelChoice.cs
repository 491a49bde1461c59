using Notify.Contacts;
using Notify.Sending;
using Notify.Templates;

namespace Notify.Queueing;

/// <summary>Over which channels and accounts a notification goes.</summary>
internal sealed class ChannelChoice(ITemplateCatalog templates, SenderDirectory senders)
{
    /// <summary>The plan of a notification: its own, else the channel the contact prefers where the message can go over it, else WhatsApp.</summary>
    public ChannelPlan PlanOf(Notification notification, Contact? contact) =>
        notification.Channels
        ?? (contact?.PreferredChannel is { } preferred && CanUse(notification, preferred, contact) ? ChannelPlan.Of(preferred) : ChannelPlan.WhatsApp);

    /// <summary>The channels of a plan in the order of its deliveries: the fallback comes last.</summary>
    public static IReadOnlyList<Channel> All(ChannelPlan plan) => plan.Fallback is { } fallback ? [.. plan.Channels, fallback.Channel] : plan.Channels;

    /// <summary>The account a notification names for one channel of its plan; null for none. Its name need not be there on every channel.</summary>
    public string? AccountOf(Notification notification, ChannelPlan plan, Channel channel) =>
        notification.Account is { } name && (channel == plan.Channels[0] || senders.Find(channel, name) is not null) ? name : null;

    /// <summary>The account for a channel, or why there is none.</summary>
    public (IChannelSender? Sender, NotificationError? Error) Choose(Notification notification, Channel channel, string? account) =>
        senders.Choose(channel, notification.Tenant, account);

    /// <summary>The template a notification would use over a channel; null for plain content.</summary>
    public ResolvedTemplate? Resolve(Notification notification, Channel channel, string account, Contact? contact) => notification.TemplateKey is { } key
        ? templates.Resolve(new TemplateRequest(notification.Tenant, key, channel, account, notification.Locale, contact?.Locale))
        : null;

    /// <summary>Whether a template stands in for the content where a sender's service window is closed. One without a window sends the content at any time.</summary>
    public static bool WantsSubstitute(Notification notification, IChannelSender sender) =>
        notification.WindowTemplate is not null && sender.ServiceWindow is not null;

    /// <summary>That template; null where none is wanted, and where the catalogue has none.</summary>
    public ResolvedTemplate? ResolveSubstitute(Notification notification, IChannelSender sender, Contact? contact) => WantsSubstitute(notification, sender)
        ? templates.Resolve(new TemplateRequest(
            notification.Tenant, notification.WindowTemplate!, sender.Channel, sender.Account, notification.Locale, contact?.Locale))
        : null;

    private bool CanUse(Notification notification, Channel channel, Contact contact) =>
        (channel != Channel.Sms || contact.AllowsSms) && !contact.IsOptedOutOf(channel)
        && senders.Choose(channel, notification.Tenant, notification.Account).Sender is { } sender
        && AddressChoice.Of(contact, contact.Address, sender, category: null) is not null
        && (notification.TemplateKey is null || Resolve(notification, channel, sender.Account, contact) is not null);
}

using System.Data.Common;
using System.Diagnostics;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Sending;
using Notify.Templates;

namespace Notify.Queueing;

/// <summary>Stage 1: validates, normalises, resolves templates, checks opt-outs and expands the channel plan. Stores nothing but new contacts.</summary>
internal sealed class QueuePlanner(IContactStore contacts, TemplateCatalog catalog, ITemplateCatalog templates, SenderDirectory senders, TimeProvider time)
{
    /// <summary>The domain of plain content that names none.</summary>
    public const string DefaultDomain = "general";

    public async Task<IReadOnlyList<QueuePlan>> PlanAsync(
        IReadOnlyCollection<Notification> notifications, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        await catalog.RefreshIfDueAsync(cancellationToken).ConfigureAwait(false);
        var drafts = new List<Draft>(notifications.Count);
        var keys = new List<ContactKey>(notifications.Count);
        foreach (var notification in notifications)
        {
            var draft = new Draft(notification);
            drafts.Add(draft);
            if (draft.Errors.Count == 0)
            {
                keys.Add(new ContactKey(notification.Tenant, draft.Address));
            }
        }

        if (keys.Count == 0)
        {
            return [.. drafts.Select(d => new QueuePlan(d.Notification, d.Errors, null))];
        }

        var lookup = await contacts.FindOrAddAsync(keys, transaction, cancellationToken).ConfigureAwait(false);
        await RefreshForUnknownAsync(drafts, lookup, cancellationToken).ConfigureAwait(false);
        var next = 0;
        return [.. drafts.Select(d => d.Errors.Count > 0 ? new QueuePlan(d.Notification, d.Errors, null) : Plan(d, lookup.Contacts[next++]!, lookup.Now))];
    }

    /// <summary>The template a notification would use over a channel; null for plain content.</summary>
    public ResolvedTemplate? Resolve(Notification notification, Channel channel, string account, Contact? contact) => notification.TemplateKey is { } key
        ? templates.Resolve(new TemplateRequest(notification.Tenant, key, channel, account, notification.Locale, contact?.Locale))
        : null;

    /// <summary>What a notification would wait in line as.</summary>
    public static FlowKey Flow(Notification notification, Channel channel, string account, Template? template) => new(
        notification.Tenant, channel, account, template?.Domain ?? notification.Domain ?? DefaultDomain, template?.Key ?? "", notification.Priority);

    /// <summary>Checks times against the store's clock.</summary>
    public static void CheckTimes(Notification notification, DateTimeOffset now, List<NotificationError> errors)
    {
        if (notification.ExpiresAt is { } expires && (expires <= now || expires <= notification.NotBefore))
        {
            errors.Add(new(
                "ExpiresAt",
                NotificationErrorCodes.ExpiryPast,
                expires <= now ? "It has passed; give a later time, or do not send this any more." : "It is not after NotBefore; give a later time."));
        }
    }

    // A template saved a moment ago by another process is not an unknown one.
    private async Task RefreshForUnknownAsync(List<Draft> drafts, ContactLookup lookup, CancellationToken cancellationToken)
    {
        var next = 0;
        foreach (var draft in drafts.Where(d => d.Errors.Count == 0))
        {
            var contact = lookup.Contacts[next++];
            if (draft.Notification.TemplateKey is not null
                && draft.Notification.Channels.Channels.Any(c => Resolve(draft.Notification, c, "", contact) is null))
            {
                await catalog.RefreshAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
        }
    }

    private QueuePlan Plan(Draft draft, Contact contact, DateTimeOffset now)
    {
        var notification = draft.Notification;
        var errors = draft.Errors;
        CheckTimes(notification, now, errors);
        var id = Ids.NewNotification(time);
        var payload = DeliveryPayload.Of(draft.Address, notification).Write();
        var channels = notification.Channels.Channels;
        var deliveries = new List<NewDelivery>(channels.Count);
        foreach (var channel in channels)
        {
            var (sender, error) = senders.Choose(channel, notification.Tenant, notification.Account);
            if (error is not null)
            {
                errors.Add(error);
                continue;
            }

            var resolved = Resolve(notification, channel, sender!.Account, contact);
            if (notification.TemplateKey is not null)
            {
                TemplateCheck.Check(notification, channel, resolved, errors);
            }

            deliveries.Add(new NewDelivery
            {
                Id = Ids.Delivery(id, deliveries.Count + 1),
                ContactId = contact.Id,
                Flow = Flow(notification, channel, sender.Account, resolved?.Template),
                State = contact.IsOptedOut ? DeliveryState.Blocked : DeliveryState.Queued,
                Reason = !contact.IsOptedOut ? null : contact.IsErased ? Reasons.Erased : Reasons.OptOut,
                NotBefore = notification.NotBefore,
                ExpiresAt = notification.ExpiresAt,
                TemplateVersion = resolved?.Template.Version ?? 0,
                Locale = resolved?.Template.Locale ?? notification.Locale,
                CorrelationId = notification.CorrelationId,
                CampaignId = notification.CampaignId,
                TraceParent = Activity.Current?.Id,
                Payload = contact.IsErased ? default : payload,
            });
        }

        return new QueuePlan(notification, errors, errors.Count > 0 ? null : new NewNotification
        {
            Id = id,
            Tenant = notification.Tenant,
            IdempotencyKey = notification.IdempotencyKey,
            ContentHash = notification.IdempotencyKey is null ? 0 : DeliveryPayload.Hash(payload, notification.TemplateKey),
            Deliveries = deliveries,
        });
    }

    private sealed class Draft
    {
        public Draft(Notification notification)
        {
            Notification = notification ?? throw new ArgumentException("A notification of the batch is null.", nameof(notification));
            Address = NotificationShape.Check(notification, Errors);
        }

        public Notification Notification { get; }

        public List<NotificationError> Errors { get; } = [];

        public Address Address { get; }
    }
}

using Microsoft.Extensions.Logging;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Diagnostics;
using Notify.Inbound;

namespace Notify.Inbox;

/// <summary>Takes messages in, many at once: whose they are, the person's contact, made on first contact, and their service window. Repeatable.</summary>
internal sealed class InboundDesk(
    ContactAdding adding, IContactStore contacts, PersonLinks links, IConversationWindows windows, Addressees addressees, NotifyMetrics metrics, ILogger<InboundDesk> logger)
{
    private const int LongestId = 500;

    /// <summary>The messages of each webhook, by its number, ready to be stored.</summary>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<NewInbound>>> ReceiveAsync(IReadOnlyList<ReadWebhook> read, CancellationToken cancellationToken)
    {
        var messages = read.SelectMany(r => r.Reading.Messages).ToList();
        var people = messages.Count == 0 ? [] : await PeopleAsync(messages, cancellationToken).ConfigureAwait(false);
        var next = 0;
        return read.ToDictionary(
            r => r.Webhook.Number,
            r => (IReadOnlyList<NewInbound>)[.. r.Reading.Messages.Select(m => ToStore(m, people[next++]))]);
    }

    /// <summary>Logs and counts the ones that are new, and counts the others.</summary>
    public void Tell(IReadOnlyList<NewInbound> messages, IReadOnlySet<Guid> stored)
    {
        var fresh = messages.Where(m => stored.Contains(m.Id)).DistinctBy(m => m.Id).ToList();
        foreach (var channel in messages.GroupBy(m => m.Channel))
        {
            metrics.Repeated(channel.Key, "message", channel.Count() - fresh.Count(m => m.Channel == channel.Key));
        }

        foreach (var message in fresh)
        {
            metrics.InboundReceived(message.Channel);
            if (message.Channel == Channel.Sms)
            {
                logger.SmsReceived(message.Id, message.Tenant, message.Account, message.Kind);
            }
            else if (message.Channel == Channel.WhatsApp)
            {
                logger.WhatsAppReceived(message.Id, message.Tenant, message.Account, message.Kind);
            }
            else
            {
                logger.Received(message.Id, message.Tenant, message.Channel.Name, message.Account, message.Kind);
            }
        }
    }

    private async Task<IReadOnlyList<Contact>> PeopleAsync(List<InboundMessage> messages, CancellationToken cancellationToken)
    {
        var whom = await addressees.FindAsync(messages, cancellationToken).ConfigureAwait(false);
        await links.LinkAsync(messages.Zip(whom).SelectMany(p => p.Second.Tenants.Select(t => (t, p.First.Linked))), cancellationToken).ConfigureAwait(false);
        var found = await adding.FindOrAddAsync([.. whom.Select(w => w.Key)], null, cancellationToken).ConfigureAwait(false);
        var people = found.Contacts.Select(c => c!).ToList();
        var openings = messages.Zip(people)
            .Where(p => p.First.IsFromPerson && !p.Second.IsErased)
            .Select(p => new WindowOpening(new WindowKey(p.Second.Id, p.First.Channel, p.First.Account), p.First.SentAt))
            .ToList();
        if (openings.Count > 0)
        {
            await windows.OpenAsync(openings, cancellationToken).ConfigureAwait(false);
            await contacts.NoteAsync([.. openings.Select(o => new ContactNote(o.Key.ContactId, o.Key.Channel) { IsActive = true })], cancellationToken).ConfigureAwait(false);
        }

        return people;
    }

    private static NewInbound ToStore(InboundMessage message, Contact person)
    {
        message = message with { ProviderMessageId = Mask.Storable(message.ProviderMessageId, LongestId)! };
        return new NewInbound
        {
            Id = InboundCodec.IdOf(message),
            Tenant = person.Tenant,
            ContactId = person.Id,
            Channel = message.Channel,
            Account = message.Account,
            ProviderMessageId = message.ProviderMessageId,
            Kind = InboundCodec.KindOf(message.Content),
            SentAt = message.SentAt,
            Content = InboundCodec.Write(message),
            Raw = message.Raw,
        };
    }
}

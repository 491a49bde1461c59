using Notify.Emulators.Calls;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Inbound;

namespace Notify.Emulators.Meta.Phone;

/// <summary>Cuts out of the list what the page shows.</summary>
internal sealed class PhoneView(AcceptedList list, bool hasSms, CallEndpoints calls)
{
    private const int LongestPreview = 120;

    public ConversationPage Conversations(PhoneQuery query)
    {
        // Taken first: a change while reading makes the page ask again.
        var version = list.Version;
        return list.Read(conversations =>
        {
            var found = conversations
                .Where(conversation => Matches(conversation, query))
                .OrderByDescending(conversation => conversation.LastSequence)
                .ToArray();
            return new ConversationPage(
                version,
                found.Length,
                conversations.Sum(conversation => conversation.Entries.Count + conversation.Replies.Count),
                [.. found.Skip(query.Offset).Take(query.Limit).Select(conversation => Describe(conversation, query.Reveal))],
                hasSms,
                calls.IsOffered);
        });
    }

    /// <summary>A conversation's messages, or null when there is none of that number.</summary>
    public MessagePage? Messages(int id, PhoneQuery query) => list.Read(conversations =>
    {
        if (id < 1 || id > conversations.Count)
        {
            return null;
        }

        var conversation = conversations[id - 1];
        var items = conversation.Entries.Select(entry => Describe(entry.Message)).Concat(conversation.Replies.Select(Describe)).OrderBy(item => item.Seq).ToList();
        var end = query.Before is { } before ? items.TakeWhile(item => item.Seq < before).Count() : items.Count;
        var start = Math.Max(0, end - query.Limit);
        return new MessagePage(
            id,
            PhoneName.Of(conversation.Recipient, query.Reveal),
            items.Count,
            start,
            items.GetRange(start, end - start));
    });

    private static bool Matches(Conversation conversation, PhoneQuery query)
    {
        if (query.Status is { } status && conversation.Entries.LastOrDefault()?.Message.Status != status)
        {
            return false;
        }

        return query.Search.Length == 0
            || conversation.Recipient.Contains(query.Search, StringComparison.OrdinalIgnoreCase)
            || conversation.Entries.Exists(entry => Matches(entry.Message, query.Search))
            || conversation.Replies.Exists(reply => reply.Message.Text.Contains(query.Search, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Matches(AcceptedMessage message, string search)
        => message.Text.Contains(search, StringComparison.OrdinalIgnoreCase)
            || message.TemplateName?.Contains(search, StringComparison.OrdinalIgnoreCase) == true;

    private static ConversationItem Describe(Conversation conversation, bool reveal)
    {
        var count = conversation.Entries.Count + conversation.Replies.Count;
        var name = PhoneName.Of(conversation.Recipient, reveal);
        if (conversation.Replies is [.., var reply] && reply.Sequence == conversation.LastSequence)
        {
            return new ConversationItem(conversation.Id, name, Cut(reply.Message.Text), reply.Message.Type, count, reply.At, Status: null);
        }

        var last = conversation.Entries[^1].Message;
        var preview = last.Text.Length > 0 ? last.Text : last.Header?.Text ?? (last.Buttons is [var button, ..] ? button.Text : string.Empty);
        return new ConversationItem(
            conversation.Id,
            name,
            Cut(preview),
            last.Header?.Kind ?? last.Type,
            count,
            last.AcceptedAt,
            last.Status);
    }

    private static string Cut(string preview) => preview.Length > LongestPreview ? preview[..LongestPreview] : preview;

    private static MessageItem Describe(InboundEntry reply) => new()
    {
        Seq = reply.Sequence,
        Id = reply.Id,
        Type = reply.Message.Type,
        Text = reply.Message.Text,
        Header = InboundContents.IsFile(reply.Message.Type) || reply.Message.Type == "location" ? new MessageHeader(reply.Message.Type, Text: null, Source: null) : null,
        PhoneNumberId = reply.PhoneNumberId,
        At = reply.At,
        Own = true,
    };

    private static MessageItem Describe(AcceptedMessage message) => new()
    {
        Seq = message.Sequence,
        Id = message.Id,
        Type = message.Type,
        Text = message.Text,
        Header = message.Header,
        Footer = message.Footer,
        Buttons = message.Buttons,
        Template = message.TemplateName,
        Language = message.TemplateLanguage,
        PhoneNumberId = message.PhoneNumberId,
        CallbackData = message.CallbackData,
        At = message.AcceptedAt,
        Status = message.Status,
        FailedCode = message.FailedCode,
        FailedTitle = message.FailedCode is { } code ? ErrorCatalogue.Find(code).Title : null,
    };
}

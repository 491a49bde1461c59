using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Phone;

/// <summary>Cuts out of the list what the page shows.</summary>
internal sealed class PhoneView(AcceptedList list)
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
                .OrderByDescending(conversation => conversation.Entries[^1].Message.Sequence)
                .ToArray();
            return new ConversationPage(
                version,
                found.Length,
                conversations.Sum(conversation => conversation.Entries.Count),
                [.. found.Skip(query.Offset).Take(query.Limit).Select(conversation => Describe(conversation, query.Reveal))]);
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
        var entries = conversation.Entries;
        var end = query.Before is { } before ? entries.TakeWhile(entry => entry.Message.Sequence < before).Count() : entries.Count;
        var start = Math.Max(0, end - query.Limit);
        return new MessagePage(
            id,
            PhoneName.Of(conversation.Recipient, query.Reveal),
            entries.Count,
            start,
            [.. entries.GetRange(start, end - start).Select(entry => Describe(entry.Message))]);
    });

    private static bool Matches(Conversation conversation, PhoneQuery query)
    {
        if (query.Status is { } status && conversation.Entries[^1].Message.Status != status)
        {
            return false;
        }

        return query.Search.Length == 0
            || conversation.Recipient.Contains(query.Search, StringComparison.OrdinalIgnoreCase)
            || conversation.Entries.Exists(entry => Matches(entry.Message, query.Search));
    }

    private static bool Matches(AcceptedMessage message, string search)
        => message.Text.Contains(search, StringComparison.OrdinalIgnoreCase)
            || message.TemplateName?.Contains(search, StringComparison.OrdinalIgnoreCase) == true;

    private static ConversationItem Describe(Conversation conversation, bool reveal)
    {
        var last = conversation.Entries[^1].Message;
        var preview = last.Text.Length > 0 ? last.Text : last.Header?.Text ?? (last.Buttons is [var button, ..] ? button.Text : string.Empty);
        return new ConversationItem(
            conversation.Id,
            PhoneName.Of(conversation.Recipient, reveal),
            preview.Length > LongestPreview ? preview[..LongestPreview] : preview,
            last.Header?.Kind ?? last.Type,
            conversation.Entries.Count,
            last.AcceptedAt,
            last.Status);
    }

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

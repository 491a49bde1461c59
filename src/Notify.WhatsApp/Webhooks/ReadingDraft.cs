using Notify.Inbound;
using Notify.Receipts;
using Notify.Webhooks;

namespace Notify.WhatsApp.Webhooks;

/// <summary>What was read of a webhook so far.</summary>
internal sealed class ReadingDraft
{
    private int _ignored;

    public List<Receipt> Receipts { get; } = [];

    public List<InboundMessage> Messages { get; } = [];

    public List<AccountEvent> Events { get; } = [];

    /// <summary>Keeps an item, or counts it where nothing could be read of it.</summary>
    public void Add<T>(List<T> list, T? item)
        where T : class
    {
        if (item is null)
        {
            _ignored++;
        }
        else
        {
            list.Add(item);
        }
    }

    public void Ignore(int items) => _ignored += items;

    public WebhookReading ToReading() => new() { Receipts = Receipts, Messages = Messages, Events = Events, Ignored = _ignored };
}

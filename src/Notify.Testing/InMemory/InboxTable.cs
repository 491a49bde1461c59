using Notify.Inbox;
using Notify.Plans;

namespace Notify.Testing.InMemory;

/// <summary>The inbox's rows, in the order in which they came.</summary>
internal sealed class InboxTable
{
    // A webhook tried so often holds up no receipt window and no fallback.
    private const int HoldsUpForTries = 5;

    private readonly Dictionary<Guid, long> _numbers = [];
    private long _number;

    public SortedDictionary<long, WebhookRow> Webhooks { get; } = [];

    public SortedDictionary<long, InboundRow> Messages { get; } = [];

    public void Add(NewWebhook webhook, DateTimeOffset now) => Webhooks.Add(++_number, new WebhookRow(_number, webhook, now));

    /// <summary>Stores a message, where it is not known: empty, and handled by nobody, where it came before its person was erased.</summary>
    public bool TryAdd(NewInbound message, DateTimeOffset now, bool isErased)
    {
        if (!_numbers.TryAdd(message.Id, ++_number))
        {
            return false;
        }

        var row = new InboundRow(_number, message, now);
        Messages.Add(_number, row);
        if (isErased)
        {
            row.Erase();
        }

        return true;
    }

    public InboundRow? Find(Guid id) => _numbers.TryGetValue(id, out var number) ? Messages[number] : null;

    /// <summary>When the oldest webhook of a channel that waits, and was not tried too often, was stored.</summary>
    public DateTimeOffset? WaitingSince(Channel channel) =>
        Webhooks.Values.FirstOrDefault(w => w.Place.State == InboxState.Waiting && w.Place.Attempts < HoldsUpForTries && w.Given.Channel == channel)?.ReceivedAt;

    /// <summary>Whether a webhook of a channel waits that was stored by a time and may hold up a fallback.</summary>
    public bool MayTell(Channel channel, DateTimeOffset by, DateTimeOffset now) => Webhooks.Values.Any(
        w => w.Place.State == InboxState.Waiting && w.Place.Attempts < HoldsUpForTries && w.Given.Channel == channel && w.ReceivedAt <= by
            && w.ReceivedAt > now - (w.Place.Reason is null ? FallbackRules.UnreadHolds : FallbackRules.RefusedHolds));

    /// <summary>Empties a person's messages; nobody handles them any more.</summary>
    public void Erase(Guid contactId)
    {
        foreach (var row in Messages.Values.Where(m => m.Given.ContactId == contactId))
        {
            row.Erase();
        }
    }

    /// <summary>Takes away what came before a time and waits for nobody.</summary>
    public void Remove(DateTimeOffset before)
    {
        foreach (var (number, _) in Webhooks.Where(w => w.Value.Place.State == InboxState.Dead && w.Value.ReceivedAt < before).ToList())
        {
            Webhooks.Remove(number);
        }

        foreach (var (number, row) in Messages.Where(m => m.Value.Place.State != InboxState.Waiting && m.Value.ReceivedAt < before).ToList())
        {
            Messages.Remove(number);
            _numbers.Remove(row.Given.Id);
        }
    }
}

using System.Text.Json;
using Notify.Http;
using Notify.Inbound;
using Notify.Receipts;
using Notify.Webhooks;

namespace Notify.Sms.Mtn.Webhooks;

/// <summary>Finds the reports and messages in a body of one account, however they are wrapped: alone, in a list, under <c>data</c> and the like.</summary>
internal sealed class ItemReader(MtnWebhookAccount account)
{
    private const int Deepest = 5;

    private readonly ReportReader _reports = new(account);
    private readonly InboundReader _inbound = new(account);

    /// <summary>Reads a body.</summary>
    public WebhookReading Read(JsonElement root, DateTimeOffset receivedAt)
    {
        var receipts = new List<Receipt>();
        var messages = new List<InboundMessage>();
        var ignored = Read(root, 0, receipts, item => Add(_inbound.Read(item, receivedAt), messages));
        return new WebhookReading { Receipts = receipts, Messages = messages, Ignored = ignored };
    }

    /// <summary>Adds what is in an element; gives how many items are nothing that is known.</summary>
    private int Read(JsonElement element, int depth, List<Receipt> receipts, Func<JsonElement, int> addMessage)
    {
        if (element.ValueKind == JsonValueKind.Array && depth < Deepest)
        {
            return element.EnumerateArray().Sum(item => Read(item, depth + 1, receipts, addMessage));
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return 1;
        }

        if (ReportReader.IsReport(element))
        {
            return Add(_reports.Read(element), receipts);
        }

        if (_inbound.IsMessage(element))
        {
            return addMessage(element);
        }

        var wrapped = depth < Deepest ? Wrapped(element) : [];
        return wrapped.Count == 0 ? 1 : wrapped.Sum(item => Read(item, depth + 1, receipts, addMessage));
    }

    private static List<JsonElement> Wrapped(JsonElement element) =>
        [.. element.EnumerateObject().Select(p => p.Value).Where(v => v.ValueKind is JsonValueKind.Object or JsonValueKind.Array)];

    private static int Add<T>(T? item, List<T> items)
        where T : class
    {
        if (item is null)
        {
            return 1;
        }

        items.Add(item);
        return 0;
    }
}

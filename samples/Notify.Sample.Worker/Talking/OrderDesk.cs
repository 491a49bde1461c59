using System.Text.RegularExpressions;
using Notify.Inbound;
using Notify.Messages;
using Notify.Sample.Worker.Display;
using Notify.Sample.Worker.Input;

namespace Notify.Sample.Worker.Talking;

/// <summary>Answers what people write: where their order is, or what they can ask.</summary>
internal sealed partial class OrderDesk(TalkFeed feed) : IInboundHandler
{
    private const string Which = "Which order? Send its number, such as SK-4105.";
    private const string Welcome = "Thank you for writing. Send the word STATUS and an order's number, such as STATUS SK-4105, and we will tell you where it is.";

    public async Task<InboundResult> HandleAsync(InboundContext context, CancellationToken cancellationToken)
    {
        var message = context.Message;
        if (!message.IsFromPerson || message.Content is InboundReaction or InboundEdit)
        {
            feed.Tell(message, answer: null);
            return InboundResult.PassOn;
        }

        var text = message.Content.Text;
        var marker = Marker.OfReplyTo(text);
        var answer = AnswerTo(text);
        await context.ReplyAsync(
            new Notification(message.From.Value, new TextMessage(marker is null ? answer : $"{answer} {marker}")) { Domain = "orders", CorrelationId = marker },
            cancellationToken);
        feed.Tell(message, answer);
        return InboundResult.Handled;
    }

    private static string AnswerTo(string text)
    {
        if (OrderNumber().Match(text) is { Success: true } order)
        {
            return $"Order {order.Value.ToUpperInvariant()} {Orders.StateOf(order.Value)}.";
        }

        return AsksForAnOrder().IsMatch(text) ? Which : Welcome;
    }

    [GeneratedRegex(@"\bSK-[0-9]{4}\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex OrderNumber();

    [GeneratedRegex(@"\b(status|where|order|commande)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AsksForAnOrder();
}

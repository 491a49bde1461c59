using System.Text.RegularExpressions;
using Notify.Inbound;
using Notify.Messages;
using Notify.Sample.Worker.Input;

namespace Notify.Sample.Worker.Talking;

/// <summary>Answers who asks for an order: where it is, or what they can ask. All else it passes on.</summary>
internal sealed partial class OrderDesk : IInboundHandler
{
    private const string Which = "Which order? Send its number, such as SK-4105.";
    private const string Welcome = "Thank you for writing. Send the word STATUS and an order's number, such as STATUS SK-4105, and we will tell you where it is.";

    public async Task<InboundResult> HandleAsync(InboundContext context, CancellationToken cancellationToken)
    {
        var message = context.Message;
        var text = message.Content.Text;
        if (!message.IsFromPerson || message.Content is InboundReaction or InboundEdit || AnswerTo(text) is not { } answer)
        {
            return InboundResult.PassOn;
        }

        var marker = Marker.OfReplyTo(text);
        await context.ReplyAsync(
            new Notification(message.From.Value, new TextMessage(marker is null ? answer : $"{answer} {marker}")) { Domain = "orders", CorrelationId = marker },
            cancellationToken);
        return InboundResult.Handled;
    }

    private static string? AnswerTo(string text)
    {
        if (OrderNumber().Match(text) is { Success: true } order)
        {
            return $"Order {order.Value.ToUpperInvariant()} {Orders.StateOf(order.Value)}.";
        }

        if (AsksForAnOrder().IsMatch(text))
        {
            return Which;
        }

        return Thanks().IsMatch(text) ? Welcome : null;
    }

    [GeneratedRegex(@"\bSK-[0-9]{4}\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex OrderNumber();

    [GeneratedRegex(@"\b(status|order|parcel|commande|colis)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AsksForAnOrder();

    [GeneratedRegex(@"\b(thanks|thank you|merci|murakoze)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Thanks();
}

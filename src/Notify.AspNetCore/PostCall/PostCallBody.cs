using System.Text.Json.Nodes;
using Notify.Sessions;

namespace Notify.AspNetCore.PostCall;

/// <summary>What a caller sends at the end of a call. Fields beyond these are refused.</summary>
internal sealed record PostCallBody
{
    public string? Tenant { get; init; }

    public string? Recipient { get; init; }

    public string? CallId { get; init; }

    public string? Template { get; init; }

    public Dictionary<string, string>? Variables { get; init; }

    public string? Text { get; init; }

    public JsonObject? Context { get; init; }

    public IReadOnlyList<string>? Channels { get; init; }

    public string? Locale { get; init; }

    public EndedCall ToCall() => new(Recipient ?? "", CallId ?? "")
    {
        Tenant = Tenant ?? Notification.DefaultTenant,
        TemplateKey = Template,
        Variables = Variables ?? [],
        Text = Text,
        Context = Context,
        Channels = Channels is null ? null : Plan(Channels),
        Locale = Locale,
    };

    private static ChannelPlan Plan(IReadOnlyList<string> names)
    {
        try
        {
            return names.Skip(1).Aggregate(ChannelPlan.Of(new Channel(names[0])), (plan, name) => plan.And(new Channel(name)));
        }
        catch (ArgumentException)
        {
            throw new InvalidNotificationException([new NotificationError(nameof(Channels), NotificationErrorCodes.Malformed, "Give names such as whatsapp and sms, or leave it out for both.")]);
        }
    }
}

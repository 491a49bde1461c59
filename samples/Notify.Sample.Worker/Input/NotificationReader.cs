using System.Text.Json;
using Notify.Messages;

namespace Notify.Sample.Worker.Input;

/// <summary>Makes the notification a line asks for, with the line's marker in what the person will read.</summary>
internal static class NotificationReader
{
    private static readonly string[] Kinds = ["template", "text", "media"];

    public static Notification? Read(JsonFields fields, string marker, DateTimeOffset now, LineErrors errors)
    {
        if (fields.Text("to") is not { } recipient)
        {
            errors.Missing("to");
            return null;
        }

        if (Start(fields, recipient, marker, errors) is not { } notification)
        {
            return null;
        }

        if (fields.Has("template") || fields.Has("windowTemplate"))
        {
            ReadVariables(fields, notification, marker, errors);
        }

        notification.Tenant = fields.Text("tenant") ?? Notification.DefaultTenant;
        notification.Account = fields.Text("account");
        notification.Locale = fields.Text("locale");
        notification.Priority = fields.OneOf<Priority>("priority") ?? Priority.Normal;
        notification.WindowTemplate = fields.Text("windowTemplate");
        notification.NotBefore = fields.Time("notBefore", now);
        notification.ExpiresAt = fields.Time("expiresAt", now);
        notification.CampaignId = fields.Text("campaign");
        notification.CorrelationId = fields.Text("correlationId") ?? marker[1..];
        notification.Domain = fields.Text("domain");
        notification.Channels = PlanReader.Read(fields, errors);
        // Its own key or the marker: the same file read again after a crash queues nothing twice.
        notification.IdempotencyKey = fields.Text("idempotencyKey") ?? marker;
        return notification;
    }

    private static Notification? Start(JsonFields fields, string recipient, string marker, LineErrors errors)
    {
        if (Kinds.Count(fields.Has) != 1)
        {
            errors.Malformed(string.Join(", ", Kinds), "give exactly one of the three.");
            return null;
        }

        if (fields.Text("text") is { } text)
        {
            // An empty text stays empty, for Notify to refuse.
            return new Notification(recipient, new TextMessage(text.Length == 0 ? text : $"{text} {marker}"));
        }

        return fields.Find("media", JsonValueKind.Object) is { } media
            ? MediaReader.Read(media, marker, errors) is { } message ? new Notification(recipient, message) : null
            : fields.Text("template") is { } key ? new Notification(recipient, key) : null;
    }

    private static void ReadVariables(JsonFields fields, Notification notification, string marker, LineErrors errors)
    {
        if (fields.Find("variables", JsonValueKind.Object) is { } variables)
        {
            foreach (var variable in variables.EnumerateObject())
            {
                if (variable.Value.ValueKind != JsonValueKind.String)
                {
                    errors.WrongKind($"variables.{variable.Name}", JsonValueKind.String);
                    continue;
                }

                notification.Variables[variable.Name] = variable.Value.GetString()!;
            }
        }

        notification.Variables[Marker.Variable] = marker;
    }
}

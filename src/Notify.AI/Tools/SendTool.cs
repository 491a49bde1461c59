using Notify.Messages;

namespace Notify.AI.Tools;

/// <summary>Sends to one person, over one channel or over two.</summary>
internal sealed class SendTool(ToolHost host, AgentSender sender, string name, string description, IReadOnlyList<Channel> channels)
    : AgentTool(host, name, $"{description} Answers queued, or why nothing was sent: a person who opted out, quiet hours, a limit. Never try to go around that.", ToolSchemas.Send)
{
    private const string AllTemplates = "*";

    protected override async Task<ToolResult> RunAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var (text, template) = (arguments.Text("text"), arguments.Text("template"));
        if ((text is null) == (template is null))
        {
            return ToolResult.Invalid("text", NotificationErrorCodes.Required, "Give either text or template.");
        }

        if (Refuse(text, template) is { } refusal)
        {
            return refusal;
        }

        var recipient = arguments.Text("recipient");
        if (recipient is null)
        {
            return ToolResult.Invalid("recipient", NotificationErrorCodes.Required, "Give the person's phone number with its country code, or their WhatsApp user's id.");
        }

        Notification Make()
        {
            var notification = text is not null ? new Notification(recipient, new TextMessage(text)) { Domain = "agent" } : new Notification(recipient, template!);
            notification.Tenant = Host.Tenant;
            notification.Locale = arguments.Text("locale");
            foreach (var (key, value) in arguments.Object("variables") ?? [])
            {
                notification.Variables[key] = value is null ? "" : ToolArguments.ToText(value);
            }

            return notification;
        }

        return await sender.SendAsync(Name, Make, channels, arguments.Text("idempotency_key"), cancellationToken).ConfigureAwait(false);
    }

    private ToolResult? Refuse(string? text, string? template)
    {
        var permissions = Host.Permissions!;
        var longest = Host.Options.CurrentValue.MaxTextLength;
        if (text?.Length > longest)
        {
            return ToolResult.Invalid("text", NotificationErrorCodes.TooLong, $"The text has {text.Length} characters, at most {longest} are allowed; shorten it.");
        }

        if (text is not null && !permissions.FreeText)
        {
            return ToolResult.NotPermitted("This agent may send templates only. Nothing was sent; use one of those it may send.");
        }

        return template is not null && !permissions.Templates.Contains(template) && !permissions.Templates.Contains(AllTemplates)
            ? ToolResult.NotPermitted($"This agent may not send this template. Nothing was sent; it may send {Allowed(permissions)}.")
            : null;
    }

    private static string Allowed(AgentPermissions permissions) => permissions.Templates.Count == 0 ? "none" : string.Join(", ", permissions.Templates);
}

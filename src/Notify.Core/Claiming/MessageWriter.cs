using Notify.Messages;
using Notify.Queueing;
using Notify.Templates;

namespace Notify.Claiming;

/// <summary>Writes a delivery's message when somebody first asks for it (stage 4): what is deferred or blocked is never written.</summary>
internal static class MessageWriter
{
    private static readonly SortedDictionary<string, string> None = [];

    /// <summary>A function that writes the message, or null where there is nothing to write it from.</summary>
    public static Func<Message>? For(DeliveryPayload payload, Template? template, bool withText = false)
    {
        if (payload.Content is { } content)
        {
            return () => content;
        }

        return template is null ? null : () => TemplateRenderer.Render(template, payload.Variables ?? None, withText);
    }
}

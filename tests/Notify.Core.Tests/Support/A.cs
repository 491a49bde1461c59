namespace Notify.Core.Tests.Support;

/// <summary>Makes the things tests are about, with only what matters said.</summary>
internal static class A
{
    public const string Number = "+250788654321";

    public static Notification Text(string recipient = Number, string body = "Hello") => new(recipient, new TextMessage(body));

    public static Notification Note(string key = "greeting", string recipient = Number, params (string Name, string Value)[] variables)
    {
        var notification = new Notification(recipient, key);
        foreach (var (name, value) in variables)
        {
            notification.Variables[name] = value;
        }

        return notification;
    }

    /// <summary>A template sent as plain text; its variables are those of its body.</summary>
    public static Template Template(string key = "greeting", string body = "Hello {{name}}", string locale = "en", Channel? channel = null, string? tenant = null) => new()
    {
        Key = key,
        Tenant = tenant,
        Channel = channel ?? Channel.WhatsApp,
        Locale = locale,
        Domain = "core",
        Variables = Placeholders.Parse(body).Names,
        Content = new TemplateContent { Body = body },
    };

    /// <summary>The same as a provider's template.</summary>
    public static Template ProviderTemplate(string key = "greeting", string body = "Hello {{name}}", string locale = "en")
    {
        var template = Template(key, body, locale);
        return template with { Content = template.Content with { ProviderName = key } };
    }

    public static IEnumerable<Notification> Texts(int count, string recipient = Number) =>
        Enumerable.Range(1, count).Select(i => Text(recipient, $"Message {i}"));

    public static Outcome Refusal(OutcomeClass kind, string code = "1", OutcomeScope scope = OutcomeScope.Delivery, TimeSpan? wait = null) =>
        new() { Class = kind, Code = code, Scope = scope, RetryAfter = wait, Detail = "The provider said no." };
}

using Notify.Templates;

namespace Notify.Testing.Conformance.Support;

/// <content>Templates.</content>
internal sealed partial class Work
{
    public static Template Template(string body = "Hello {{name}}", string key = "order_paid", string locale = "en") => new()
    {
        Key = key,
        Channel = Channel.WhatsApp,
        Locale = locale,
        Domain = "orders",
        Variables = ["name"],
        Content = new TemplateContent { Body = body, ProviderName = key },
    };
}

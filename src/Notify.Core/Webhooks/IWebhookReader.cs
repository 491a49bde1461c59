namespace Notify.Webhooks;

/// <summary>Reads what a provider posts. Pure over bytes and headers; thread-safe; never throws for what came from outside.</summary>
/// <remarks>
/// <see cref="Check"/> runs in the provider's request, before the body is stored and acknowledged: it must be quick. <see cref="Read"/> runs later, in a
/// worker, perhaps in another process and after an update, and may run more than once for the same body.
/// </remarks>
public interface IWebhookReader
{
    /// <summary>The channel whose provider it reads.</summary>
    Channel Channel { get; }

    /// <summary>Its name in the webhook's address and in storage, unique in the app: 1 to 32 of a-z, 0-9 and '-', for instance <c>whatsapp</c>.</summary>
    string Name { get; }

    /// <summary>Answers a provider's handshake, a GET before it first posts.</summary>
    /// <param name="query">Gives a query parameter by name, or null.</param>
    /// <returns>What to send back as plain text with 200; null for a refusal: answer 403.</returns>
    string? Answer(Func<string, string?> query) => null;

    /// <summary>Checks who posted it over the raw bytes, in constant time, and that the body can be read at all.</summary>
    WebhookCheck Check(WebhookRequest request);

    /// <summary>Reads a body that passed the check.</summary>
    WebhookReading Read(ReceivedWebhook webhook);
}

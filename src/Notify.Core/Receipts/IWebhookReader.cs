namespace Notify.Receipts;

/// <summary>Reads what a provider posts. Pure over bytes and headers; thread-safe; never throws for what came from outside.</summary>
public interface IWebhookReader
{
    /// <summary>The channel whose provider it reads.</summary>
    Channel Channel { get; }

    /// <summary>Checks the signature over the raw bytes and reads the body.</summary>
    WebhookReading Read(WebhookRequest request);
}

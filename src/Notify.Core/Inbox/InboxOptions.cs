namespace Notify.Inbox;

/// <summary>How webhooks are taken in and worked on. Section <c>Inbox</c>.</summary>
public sealed class InboxOptions
{
    /// <summary>How long a webhook may wait to be stored before its sender is told to come back. Default 5 s; 100 ms to 30 s.</summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The most webhooks read at once. Default 200; 1 to 1,000.</summary>
    public int BatchSize { get; set; } = 200;

    /// <summary>Messages handled side by side in this process, each of another person. Default 8; 1 to 256.</summary>
    public int Concurrency { get; set; } = 8;

    /// <summary>How long the handlers of one message may take together. Default 1 min; 1 s to 1 h.</summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the handlers see a message before it is a dead letter. Default 5; 1 to 100.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>The wait after a first failure; doubled after each further one. Default 10 s; 100 ms to 1 h.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait between tries; also where <see cref="RetryDelay"/> is longer. Default 10 min; 1 s to 24 h.</summary>
    public TimeSpan RetryMaxDelay { get; set; } = TimeSpan.FromMinutes(10);
}

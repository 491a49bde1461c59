namespace Notify.Webhooks;

/// <summary>A webhook as it came.</summary>
/// <param name="Body">The raw bytes; signatures are over exactly these.</param>
/// <param name="Header">Gives a header's value by name (case does not matter), or null.</param>
/// <param name="Path">What of its address follows the reader's name, without slashes at its ends: where a provider signs nothing, a secret may be there. Never logged.</param>
public readonly record struct WebhookRequest(ReadOnlyMemory<byte> Body, Func<string, string?> Header, string Path = "");

namespace Notify.Receipts;

/// <summary>A webhook as it came.</summary>
/// <param name="Body">The raw bytes; signatures are over exactly these.</param>
/// <param name="Header">Gives a header's value by name (case does not matter), or null.</param>
public readonly record struct WebhookRequest(ReadOnlyMemory<byte> Body, Func<string, string?> Header);

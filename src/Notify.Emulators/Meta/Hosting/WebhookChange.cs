namespace Notify.Emulators.Meta.Hosting;

/// <summary>A new webhook address; null means none.</summary>
internal sealed record WebhookChange(string? Url);

using Notify.Bench.Storage;

namespace Notify.Bench.Receiving;

/// <summary>What the app of a run is told.</summary>
/// <param name="Place">The store.</param>
/// <param name="Secret">What webhooks are signed with.</param>
internal sealed record WebhookHostSettings(StorePlace Place, string Secret);

namespace Notify.Bench.Receiving;

/// <summary>What a run of <c>webhook</c> is made of.</summary>
/// <param name="Storage"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Connection">A database to make a schema in; null for a private server.</param>
/// <param name="Rate">Statuses posted a second.</param>
/// <param name="Seconds">For how long.</param>
/// <param name="Seed">Of the bodies' sizes.</param>
internal sealed record WebhookOptions(string Storage, string? Connection, int Rate, int Seconds, int Seed);

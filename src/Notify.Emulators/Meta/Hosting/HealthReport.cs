namespace Notify.Emulators.Meta.Hosting;

internal sealed record HealthReport(string Status, int Accepted, int Pending, string? Webhook, string? WebhookProblem, int? WebhookStatus);

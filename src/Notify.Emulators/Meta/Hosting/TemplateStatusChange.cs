namespace Notify.Emulators.Meta.Hosting;

internal sealed record TemplateStatusChange(string? Name, string? Language, string? Status);

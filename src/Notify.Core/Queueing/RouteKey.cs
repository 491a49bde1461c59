namespace Notify.Queueing;

/// <summary>All that a route depends on.</summary>
internal readonly record struct RouteKey(
    string Tenant, Channel Channel, string? Account, string? TemplateKey, string? Locale, string? ContactLocale, string? Domain, Priority Priority,
    string? WindowTemplate);

namespace Notify.Templates;

/// <summary>Which template is wanted.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Key">The key.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Account">The sending account, whose approvals count.</param>
/// <param name="Locale">The locale asked for.</param>
/// <param name="ContactLocale">The locale the contact prefers.</param>
/// <param name="Version">The pinned version; 0 for the current one.</param>
public readonly record struct TemplateRequest(
    string Tenant, string Key, Channel Channel, string Account, string? Locale, string? ContactLocale, int Version = 0);

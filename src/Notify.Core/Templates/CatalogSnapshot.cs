using System.Collections.Frozen;

namespace Notify.Templates;

/// <summary>The catalogue at one revision, ready for look-ups. Immutable.</summary>
internal sealed class CatalogSnapshot
{
    private readonly FrozenDictionary<(string Tenant, string Key, Channel Channel, string Locale), Template[]> _versions;
    private readonly FrozenDictionary<(Channel Channel, string Account, string Name, string Language), ApprovalStatus> _approvals;

    public CatalogSnapshot(TemplateSet set)
    {
        Revision = set.Revision;
        _versions = set.Templates
            .GroupBy(t => (t.Tenant ?? "", t.Key, t.Channel, Normalise(t.Locale)))
            .ToFrozenDictionary(g => g.Key, g => g.OrderBy(t => t.Version).ToArray());
        _approvals = set.Approvals
            .GroupBy(a => (a.Channel, a.Account, a.ProviderName, Normalise(a.Language)))
            .ToFrozenDictionary(g => g.Key, g => g.Last().Status);
    }

    public static CatalogSnapshot Empty { get; } = new(new TemplateSet(-1, [], []));

    public long Revision { get; }

    public IEnumerable<Template> Newest => _versions.Values.Select(v => v[^1]);

    public Template? Find(string tenant, string key, Channel channel, string locale, int version) =>
        Pick(tenant, key, channel, locale, version) ?? Pick("", key, channel, locale, version);

    public ApprovalStatus StatusOf(Template template, string account)
    {
        var content = template.Content;
        return content.ProviderName is { } name
            && _approvals.TryGetValue((template.Channel, account, name, Normalise(content.ProviderLanguage ?? template.Locale)), out var status)
            ? status
            : template.Status;
    }

    public static string Normalise(string locale) => locale.Replace('_', '-').ToLowerInvariant();

    private Template? Pick(string tenant, string key, Channel channel, string locale, int version)
    {
        if (!_versions.TryGetValue((tenant, key, channel, locale), out var versions))
        {
            return null;
        }

        return Array.Find(versions, t => t.Version == version) ?? versions[^1];
    }
}

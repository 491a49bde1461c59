using Notify.Templates;

namespace Notify.Testing.InMemory;

/// <summary>Keeps the catalogue.</summary>
internal sealed class InMemoryTemplateStore(InMemoryState state) : ITemplateStore
{
    private readonly List<Template> _templates = [];
    private readonly Dictionary<(Channel, string, string, string), Approval> _approvals = [];
    private long _revision;

    public Task<long> GetRevisionAsync(CancellationToken cancellationToken) => state.TransactAsync(_ => _revision, cancellationToken);

    public Task<TemplateSet> LoadAsync(CancellationToken cancellationToken) =>
        state.TransactAsync(_ => new TemplateSet(_revision, [.. _templates], [.. _approvals.Values]), cancellationToken);

    public Task<int> SaveAsync(IReadOnlyList<Template> templates, CancellationToken cancellationToken) => state.TransactAsync(
        _ =>
        {
            var added = templates.Count(Add);
            _revision += added > 0 ? 1 : 0;
            return added;
        },
        cancellationToken);

    public Task<bool> SetActiveAsync(string? tenant, string key, bool isActive, CancellationToken cancellationToken) => state.TransactAsync(
        _ =>
        {
            var isKnown = false;
            for (var i = 0; i < _templates.Count; i++)
            {
                if (_templates[i].Tenant == tenant && _templates[i].Key == key)
                {
                    _templates[i] = _templates[i] with { IsActive = isActive };
                    isKnown = true;
                }
            }

            _revision += isKnown ? 1 : 0;
            return isKnown;
        },
        cancellationToken);

    public Task<IReadOnlyList<bool>> SaveApprovalsAsync(IReadOnlyList<Approval> approvals, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<bool>>(now => [.. approvals.Select(a => Save(a, now)).ToList()], cancellationToken);

    private bool Save(Approval approval, DateTimeOffset now)
    {
        var key = (approval.Channel, approval.Account, approval.ProviderName, approval.Language);
        var saidAt = approval.SaidAt is { } given ? (given < now ? given : now) : now - approval.Age;
        var known = _approvals.GetValueOrDefault(key);
        if (known?.SaidAt > saidAt)
        {
            return false;
        }

        _approvals[key] = approval with { SaidAt = saidAt, Age = TimeSpan.Zero };
        _revision += known?.Status == approval.Status ? 0 : 1;
        return true;
    }

    private bool Add(Template template)
    {
        var content = TemplateJson.WriteContent(template);
        var versions = _templates.Where(t => IsSame(t, template)).ToList();
        if (versions.Exists(t => TemplateJson.WriteContent(t).AsSpan().SequenceEqual(content)))
        {
            return false;
        }

        var isActive = _templates.Find(t => t.Tenant == template.Tenant && t.Key == template.Key)?.IsActive ?? template.IsActive;
        _templates.Add(template with { Version = versions.Count + 1, IsActive = isActive });
        return true;
    }

    private static bool IsSame(Template one, Template other) =>
        (one.Tenant, one.Key, one.Channel, one.Locale) == (other.Tenant, other.Key, other.Channel, other.Locale);
}

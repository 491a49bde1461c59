using Microsoft.Extensions.Options;
using Notify.Deliveries;

namespace Notify.Templates;

/// <summary>The catalogue: storage holds it, memory answers. What changes in storage is seen within the refresh interval.</summary>
internal sealed class TemplateCatalog(ITemplateStore store, IOptions<TemplateOptions> options, TimeProvider time)
    : ITemplateCatalog, IDisposable
{
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly string _defaultLocale = CatalogSnapshot.Normalise(options.Value.DefaultLocale);
    private CatalogSnapshot _snapshot = CatalogSnapshot.Empty;
    private long _checkedAt;

    /// <summary>The newest version of every template.</summary>
    public IEnumerable<Template> Newest => Volatile.Read(ref _snapshot).Newest;

    /// <summary>A flow's template in whatever locale there is, the tenant's own first; null where the catalogue has none.</summary>
    public Template? AnyLocale(FlowKey flow) => Newest
        .Where(t => t.Key == flow.Template && t.Channel == flow.Channel && (t.Tenant is null || t.Tenant == flow.Tenant))
        .MaxBy(t => t.Tenant is not null);

    public ResolvedTemplate? Resolve(in TemplateRequest request)
    {
        var snapshot = Volatile.Read(ref _snapshot);
        var template = Find(snapshot, request, request.Locale)
            ?? Find(snapshot, request, request.ContactLocale)
            ?? Find(snapshot, request, Language(request.Locale))
            ?? Find(snapshot, request, Language(request.ContactLocale))
            ?? Find(snapshot, request, _defaultLocale);
        return template is null ? null : new ResolvedTemplate(template, snapshot.StatusOf(template, request.Account));
    }

    /// <summary>Looks for changes in storage, if the last look is longer ago than the interval.</summary>
    public ValueTask RefreshIfDueAsync(CancellationToken cancellationToken)
    {
        var checkedAt = Volatile.Read(ref _checkedAt);
        return checkedAt != 0 && time.GetElapsedTime(checkedAt) < options.Value.RefreshInterval
            ? ValueTask.CompletedTask
            : new ValueTask(RefreshAsync(cancellationToken));
    }

    /// <summary>Looks for changes in storage now.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var revision = await store.GetRevisionAsync(cancellationToken).ConfigureAwait(false);
            if (revision != Volatile.Read(ref _snapshot).Revision)
            {
                Volatile.Write(ref _snapshot, new CatalogSnapshot(await store.LoadAsync(cancellationToken).ConfigureAwait(false)));
            }

            Volatile.Write(ref _checkedAt, Math.Max(1, time.GetTimestamp()));
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public void Dispose() => _refreshing.Dispose();

    private static Template? Find(CatalogSnapshot snapshot, in TemplateRequest request, string? locale) => string.IsNullOrEmpty(locale)
        ? null
        : snapshot.Find(request.Tenant, request.Key, request.Channel, CatalogSnapshot.Normalise(locale), request.Version);

    private static string? Language(string? locale) =>
        locale is not null && locale.IndexOfAny(['-', '_']) is > 0 and var at ? locale[..at] : null;
}

using Notify.Storage.Postgres.Database;
using Notify.Templates;

namespace Notify.Storage.Postgres.Templates;

/// <summary>The catalogue in PostgreSQL. Whoever changes it holds the row of its revision, so changes come one after the other.</summary>
internal sealed class TemplateStore(PostgresDatabase database) : ITemplateStore
{
    public Task<long> GetRevisionAsync(CancellationToken cancellationToken) =>
        database.RunAsync("read the catalogue's revision", TemplateTable.RevisionAsync, cancellationToken);

    public Task<TemplateSet> LoadAsync(CancellationToken cancellationToken) =>
        database.RunAsync("load the catalogue", TemplateTable.LoadAsync, cancellationToken);

    public async Task<int> SaveAsync(IReadOnlyList<Template> templates, CancellationToken cancellationToken) => templates.Count == 0
        ? 0
        : await database.RunAsync("save templates", (session, token) => TemplateTable.SaveAsync(session, templates, token), cancellationToken).ConfigureAwait(false);

    public Task<bool> SetActiveAsync(string? tenant, string key, bool isActive, CancellationToken cancellationToken) => database.RunAsync(
        "switch a template", (session, token) => TemplateTable.SwitchAsync(session, tenant, key, isActive, token), cancellationToken);

    public async Task<IReadOnlyList<bool>> SaveApprovalsAsync(IReadOnlyList<Approval> approvals, CancellationToken cancellationToken) => approvals.Count == 0
        ? []
        : await database.RunAsync("save approvals", (session, token) => TemplateTable.SaveAsync(session, approvals, token), cancellationToken).ConfigureAwait(false);
}

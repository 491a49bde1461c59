using Notify.Storage.Sqlite.Database;
using Notify.Templates;

namespace Notify.Storage.Sqlite.Templates;

/// <summary>The catalogue in SQLite.</summary>
internal sealed class TemplateStore(SqliteDatabase database) : ITemplateStore
{
    public Task<long> GetRevisionAsync(CancellationToken cancellationToken) =>
        database.ReadAsync("read the catalogue's revision", Revision, cancellationToken);

    public Task<TemplateSet> LoadAsync(CancellationToken cancellationToken) => database.ReadAsync(
        "load the catalogue",
        session => new TemplateSet(Revision(session), session.Templates.All(), session.Templates.Approvals()),
        cancellationToken);

    public Task<int> SaveAsync(IReadOnlyList<Template> templates, CancellationToken cancellationToken) =>
        database.WriteAsync("save templates", session => Changed(session, templates.Count(session.Templates.Add)), cancellationToken);

    public Task<bool> SetActiveAsync(string? tenant, string key, bool isActive, CancellationToken cancellationToken) => database.WriteAsync(
        "switch a template",
        session =>
        {
            Changed(session, session.Templates.Switch(tenant, key, isActive) ? 1 : 0);
            return session.Templates.Has(tenant, key);
        },
        cancellationToken);

    public Task<IReadOnlyList<bool>> SaveApprovalsAsync(IReadOnlyList<Approval> approvals, CancellationToken cancellationToken) => database.WriteAsync<IReadOnlyList<bool>>(
        "save approvals",
        session =>
        {
            var saved = approvals.Select(a => session.Templates.Save(a, session.Now)).ToList();
            Changed(session, saved.Count(s => s.HasChanged));
            return saved.ConvertAll(s => s.Counts);
        },
        cancellationToken);

    private static long Revision(Session session) => session.Sequences.Read(SequenceTable.Templates);

    private static int Changed(Session session, int changes)
    {
        if (changes > 0)
        {
            session.Sequences.Next(SequenceTable.Templates);
        }

        return changes;
    }
}

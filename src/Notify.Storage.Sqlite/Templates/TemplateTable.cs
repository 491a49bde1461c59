using Notify.Storage.Sqlite.Database;
using Notify.Templates;

namespace Notify.Storage.Sqlite.Templates;

/// <summary>The catalogue: every version of every template, and what providers think.</summary>
internal sealed class TemplateTable(Connection connection)
{
    private const string AllTenants = "";

    private static readonly SqlFile Sql = SqlFile.Of("Templates/template");

    private readonly Statement _versions = connection.Prepare(Sql["versions"]);
    private readonly Statement _add = connection.Prepare(Sql["add"]);
    private readonly Statement _all = connection.Prepare(Sql["all"]);
    private readonly Statement _has = connection.Prepare(Sql["has"]);
    private readonly Statement _switch = connection.Prepare(Sql["switch"]);
    private readonly Statement _lastApproval = connection.Prepare(Sql["last_approval"]);
    private readonly Statement _saveApproval = connection.Prepare(Sql["save_approval"]);
    private readonly Statement _approvals = connection.Prepare(Sql["approvals"]);

    /// <summary>Adds a template as the next version, unless one of its versions says the same.</summary>
    /// <returns>Whether it was added.</returns>
    public bool Add(Template template)
    {
        var content = TemplateJson.WriteContent(template);
        var latest = 0L;
        BindKey(_versions, template.Tenant, template.Key).Bind(3, template.Channel.Name).Bind(4, template.Locale);
        while (_versions.Step())
        {
            if (_versions.Bytes(1).SequenceEqual(content))
            {
                _versions.Reset();
                return false;
            }

            latest = Math.Max(latest, _versions.Number(0));
        }

        BindKey(_add, template.Tenant, template.Key).Bind(3, template.Channel.Name).Bind(4, template.Locale)
            .Bind(5, latest + 1).Bind(6, template.IsActive ? 1 : 0).Bind(7, content).Run();
        return true;
    }

    public IReadOnlyList<Template> All()
    {
        var templates = new List<Template>();
        while (_all.Step())
        {
            templates.Add(TemplateJson.ReadContent(_all.Bytes(2), (int)_all.Number(0), _all.Number(1) != 0));
        }

        return templates;
    }

    public bool Has(string? tenant, string key) => BindKey(_has, tenant, key).Number() > 0;

    /// <returns>Whether that changed anything.</returns>
    public bool Switch(string? tenant, string key, bool isActive) => BindKey(_switch, tenant, key).Bind(3, isActive ? 1 : 0).Change() > 0;

    /// <returns>Whether no newer word is known, and whether the provider thinks otherwise now.</returns>
    public (bool Counts, bool HasChanged) Save(Approval approval, long now)
    {
        var saidAt = approval.SaidAt is { } given ? Math.Min(StoreTime.Floor(given), now) : now - StoreTime.Length(approval.Age);
        var (lastSaidAt, lastStatus) = ((long?)null, (long?)null);
        BindKey(_lastApproval, approval);
        while (_lastApproval.Step())
        {
            (lastSaidAt, lastStatus) = (_lastApproval.NumberOrNull(0), _lastApproval.Number(1));
        }

        if (lastSaidAt > saidAt)
        {
            return (false, false);
        }

        BindKey(_saveApproval, approval).Bind(5, (long)approval.Status).Bind(6, saidAt).Run();
        return (true, lastStatus != (long)approval.Status);
    }

    public IReadOnlyList<Approval> Approvals()
    {
        var approvals = new List<Approval>();
        while (_approvals.Step())
        {
            approvals.Add(new Approval(
                new Channel(_approvals.Text(0)), _approvals.Text(1), _approvals.Text(2), _approvals.Text(3), (ApprovalStatus)_approvals.Number(4))
            {
                SaidAt = StoreTime.ToTime(_approvals.NumberOrNull(5)),
            });
        }

        return approvals;
    }

    private static Statement BindKey(Statement statement, Approval approval) => statement
        .Bind(1, approval.Channel.Name).Bind(2, approval.Account).Bind(3, approval.ProviderName).Bind(4, approval.Language);

    private static Statement BindKey(Statement statement, string? tenant, string key) => statement.Bind(1, tenant ?? AllTenants).Bind(2, key);
}

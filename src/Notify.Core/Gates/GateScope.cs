using Notify.Deliveries;

namespace Notify.Gates;

/// <summary>What a gate closes: everything that matches all the parts given. None given closes all.</summary>
public sealed record GateScope
{
    /// <summary>Everything.</summary>
    public static GateScope Everything { get; } = new();

    /// <summary>One tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>One channel, by name.</summary>
    public string? Channel { get; init; }

    /// <summary>One sending account, by name; give the channel too.</summary>
    public string? Account { get; init; }

    /// <summary>One domain.</summary>
    public string? Domain { get; init; }

    /// <summary>One template, by key.</summary>
    public string? Template { get; init; }

    /// <summary>
    /// One country, by its calling code without '+', such as <c>250</c>; countries that share a code, as those of <c>1</c>, go together. No flow is behind such a
    /// gate: each delivery's address is looked at before it is sent.
    /// </summary>
    public string? Country { get; init; }

    /// <summary>Whether a flow is behind this gate; none is where a country is named.</summary>
    public bool Covers(FlowKey flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return Country is null && Includes(flow);
    }

    /// <summary>Whether a flow is behind this gate as far as all parts but the country go.</summary>
    internal bool Includes(FlowKey flow) => Matches(Tenant, flow.Tenant) && Matches(Channel, flow.Channel.Name) && Matches(Account, flow.Account)
        && Matches(Domain, flow.Domain) && Matches(Template, flow.Template);

    /// <summary>The parts that are given, for logs and the audit trail.</summary>
    public override string ToString()
    {
        (string Name, string? Value)[] parts =
        [
            ("tenant", Tenant), ("channel", Channel), ("account", Account), ("domain", Domain), ("template", Template), ("country", Country),
        ];
        var given = parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}").ToList();
        return given.Count == 0 ? "everything" : string.Join(' ', given);
    }

    private static bool Matches(string? wanted, string actual) => wanted is null || string.Equals(wanted, actual, StringComparison.Ordinal);
}

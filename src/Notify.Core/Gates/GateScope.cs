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

    /// <summary>Whether a flow is behind this gate.</summary>
    public bool Covers(FlowKey flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return Matches(Tenant, flow.Tenant) && Matches(Channel, flow.Channel.Name) && Matches(Account, flow.Account)
            && Matches(Domain, flow.Domain) && Matches(Template, flow.Template);
    }

    private static bool Matches(string? wanted, string actual) => wanted is null || string.Equals(wanted, actual, StringComparison.Ordinal);
}

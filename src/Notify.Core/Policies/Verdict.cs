using Notify.Deliveries;
using Notify.Limits;

namespace Notify.Policies;

/// <summary>What all policies together say of one delivery.</summary>
internal sealed class Verdict
{
    private LimitCharge[] _charges = [];
    private string[] _chargeReasons = [];

    /// <summary>The decision that ended it; allow where none did.</summary>
    public Decision Decision { get; private set; } = Decision.Allow;

    /// <summary>The policy that ended it.</summary>
    public string Policy { get; private set; } = "";

    /// <summary>What it takes from limits.</summary>
    public IReadOnlyList<LimitCharge> Charges => _charges;

    /// <summary>What was changed.</summary>
    public string? Note { get; private set; }

    /// <summary>The reason where a charge is not granted.</summary>
    public string ReasonOf(int charge) => _chargeReasons[charge];

    public void Allow(PolicyContext context, Decision decision)
    {
        if (decision.Charge is { } charge)
        {
            _charges = [.. _charges, charge];
            _chargeReasons = [.. _chargeReasons, decision.ChargeReason ?? Reasons.RateLimit];
        }

        if (decision.Replacement is { } replacement)
        {
            context.Replace(replacement);
            Note = Note is null ? decision.Note : $"{Note};{decision.Note}";
        }
    }

    public Verdict End(string policy, Decision decision)
    {
        (Policy, Decision) = (policy, decision);
        return this;
    }
}

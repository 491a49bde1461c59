namespace Notify.Policies;

/// <summary>The kinds of <see cref="Decision"/>.</summary>
public enum DecisionKind
{
    /// <summary>As far as this policy is concerned, send it.</summary>
    Allow = 0,

    /// <summary>Not now. Costs no attempt.</summary>
    Defer = 1,

    /// <summary>Not ever.</summary>
    Block = 2,

    /// <summary>Its expiry has passed.</summary>
    Expire = 3,
}

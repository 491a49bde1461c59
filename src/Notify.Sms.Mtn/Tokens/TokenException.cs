using Notify.Outcomes;

namespace Notify.Sms.Mtn.Tokens;

/// <summary>There is no token, so nothing was sent.</summary>
internal sealed class TokenException(Outcome outcome) : Exception($"No token: {outcome.Code}")
{
    /// <summary>What that comes to for the send that wanted it.</summary>
    public Outcome Outcome { get; } = outcome;
}

using Notify.OptOut;

namespace Notify.Deliveries;

/// <summary>
/// What the claim knows a delivery by. Deliveries of one flow wait in one line; gates close flows, so stopped rows are not even looked at,
/// and lanes and tenants get their share flow by flow.
/// </summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Account">The sending account's name.</param>
/// <param name="Domain">The template's domain, that of plain content, or one of <see cref="AnswerDomains"/>.</param>
/// <param name="Template">The template's key; empty for plain content.</param>
/// <param name="Priority">The lane.</param>
public sealed record FlowKey(string Tenant, Channel Channel, string Account, string Domain, string Template, Priority Priority)
{
    /// <summary>
    /// Whether it is Notify's own answer to STOP, START or HELP, which limits and missing consent do not hold up, nor quiet hours in its first hour. No app can queue one:
    /// plain content takes none of these domains.
    /// </summary>
    public bool IsAnswer => Template.Length == 0 && AnswerDomains.All.Contains(Domain);

    /// <summary>Whether it is one of those that go to people who opted out too: the confirmation of an opt-out, and help.</summary>
    public bool IgnoresOptOut => Template.Length == 0 && AnswerDomains.PastOptOut.Contains(Domain);
}

namespace Notify.Deliveries;

/// <summary>How deliveries in doubt are settled.</summary>
/// <param name="Action">What to do after the window.</param>
/// <param name="Window">How long a receipt is waited for, counted only while webhooks are seen arriving. Zero re-sends at once.</param>
/// <param name="MaxAttempts">No re-send once this many attempts are used up; the delivery fails then.</param>
public sealed record UnconfirmedPolicy(UnconfirmedAction Action, TimeSpan Window, int MaxAttempts);

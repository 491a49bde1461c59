namespace Notify.Contacts;

/// <summary>A person opts out or back in.</summary>
/// <param name="Key">Who.</param>
/// <param name="OptedOut">True to opt out, false to opt back in.</param>
/// <param name="Reason">Why, in words for the audit trail; no personal data.</param>
/// <param name="By">Who recorded it: <c>app</c>, <c>contact</c>, an operator's name.</param>
public sealed record ConsentChange(ContactKey Key, bool OptedOut, string Reason, string By);

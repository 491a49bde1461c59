namespace Notify.Contacts;

/// <summary>Asks for a person to be erased.</summary>
/// <param name="Key">Who.</param>
/// <param name="Reason">Why, for the audit trail; no personal data.</param>
/// <param name="By">Who asked: <c>app</c>, <c>contact</c>, an operator's name.</param>
public sealed record ErasureRequest(ContactKey Key, string Reason, string By);

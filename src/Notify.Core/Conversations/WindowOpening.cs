namespace Notify.Conversations;

/// <summary>A person wrote to, or called, a sending account.</summary>
/// <param name="Key">Who, and where.</param>
/// <param name="At">When, as the provider says; null for now. A time in the store's future counts as now.</param>
public readonly record struct WindowOpening(WindowKey Key, DateTimeOffset? At = null);

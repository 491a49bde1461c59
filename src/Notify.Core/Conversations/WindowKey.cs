namespace Notify.Conversations;

/// <summary>Whose window: one person and one sending account.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Account">The sending account, by name.</param>
public readonly record struct WindowKey(Guid ContactId, Channel Channel, string Account);

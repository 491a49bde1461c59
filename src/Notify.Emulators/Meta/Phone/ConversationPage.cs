namespace Notify.Emulators.Meta.Phone;

/// <summary>Part of the list of conversations, the latest first, and how many there are to this search; whether people can write SMS too.</summary>
internal sealed record ConversationPage(long Version, int Total, int Messages, IReadOnlyList<ConversationItem> Items, bool Sms);

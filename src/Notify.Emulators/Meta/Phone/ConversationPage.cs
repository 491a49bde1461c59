namespace Notify.Emulators.Meta.Phone;

/// <summary>Part of the list of conversations, the latest first, and how many there are to this search; whether people can write SMS too, and whether there is an app to tell of calls.</summary>
internal sealed record ConversationPage(long Version, int Total, int Messages, IReadOnlyList<ConversationItem> Items, bool Sms, bool Calls);

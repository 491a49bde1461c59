namespace Notify.Emulators.Meta.Phone;

internal sealed record ConversationItem(int Id, string Name, string Preview, string Kind, int Count, DateTimeOffset At, AcceptedStatus? Status);

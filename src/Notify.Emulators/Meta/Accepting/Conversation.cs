namespace Notify.Emulators.Meta.Accepting;

/// <summary>All messages to one recipient. Read and changed under the list's lock.</summary>
internal sealed class Conversation(int id, string recipient)
{
    public int Id => id;

    public string Recipient => recipient;

    public List<AcceptedEntry> Entries { get; } = [];
}

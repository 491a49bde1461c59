using Notify.Emulators.Meta.Inbound;

namespace Notify.Emulators.Meta.Accepting;

/// <summary>All messages to one recipient. Read and changed under the list's lock.</summary>
internal sealed class Conversation(int id, string recipient)
{
    public int Id => id;

    public string Recipient => recipient;

    public List<AcceptedEntry> Entries { get; } = [];

    /// <summary>What the person wrote, in order.</summary>
    public List<InboundEntry> Replies { get; } = [];

    /// <summary>The place of the last of either.</summary>
    public long LastSequence => Math.Max(Entries.Count > 0 ? Entries[^1].Message.Sequence : 0, Replies.Count > 0 ? Replies[^1].Sequence : 0);
}

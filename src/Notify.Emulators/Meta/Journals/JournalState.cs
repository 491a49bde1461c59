using Notify.Emulators.Meta.Accepting;

namespace Notify.Emulators.Meta.Journals;

/// <summary>What a journal says happened before.</summary>
internal sealed class JournalState
{
    public List<AcceptedEntry> Entries { get; } = [];

    public HashSet<AcknowledgedReceipt> Acknowledged { get; } = [];

    public List<string> Met { get; } = [];

    public long LastSequence { get; private set; }

    public void Apply(JournalLine line)
    {
        if (line is { Accepted: { } message, Receipts: { } script })
        {
            Entries.Add(new AcceptedEntry(message, script));
            LastSequence = message.Sequence;
        }

        Acknowledged.UnionWith(line.Acknowledged ?? []);
        if (line.Met is { } recipient)
        {
            Met.Add(recipient);
        }

        if (line.ClearedUpTo is { } last)
        {
            Entries.Clear();
            Acknowledged.Clear();
            Met.Clear();
            LastSequence = last;
        }
    }
}

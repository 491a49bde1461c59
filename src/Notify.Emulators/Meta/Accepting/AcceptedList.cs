using Notify.Emulators.Meta.Inbound;
using Notify.Emulators.Mtn;

namespace Notify.Emulators.Meta.Accepting;

/// <summary>Everything accepted, in order and by recipient, in memory. Thread-safe.</summary>
internal sealed class AcceptedList
{
    private readonly Lock _gate = new();
    private readonly List<AcceptedEntry> _entries = [];
    private readonly List<Conversation> _conversations = [];
    private readonly Dictionary<string, Conversation> _byRecipient = new(StringComparer.Ordinal);
    private long _version;

    /// <summary>Rises with every change.</summary>
    public long Version => Interlocked.Read(ref _version);

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    public void Add(params ReadOnlySpan<AcceptedEntry> entries)
    {
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                _entries.Add(entry);
                Find(entry.Message.To).Entries.Add(entry);
            }
        }

        Changed();
    }

    /// <summary>Adds what a person wrote.</summary>
    public void Add(InboundEntry entry)
    {
        lock (_gate)
        {
            Find(entry.From).Replies.Add(entry);
        }

        Changed();
    }

    /// <summary>The message of that id which a person got; null for none.</summary>
    public AcceptedMessage? FindMessage(string recipient, string id)
    {
        lock (_gate)
        {
            return _byRecipient.GetValueOrDefault(recipient)?.Entries.Find(entry => entry.Message.Id == id)?.Message;
        }
    }

    /// <summary>The number or service code that wrote to a person last, as WhatsApp or as SMS; null for none.</summary>
    public string? LastNumber(string recipient, bool isSms = false)
    {
        lock (_gate)
        {
            return _byRecipient.GetValueOrDefault(recipient)?.Entries.LastOrDefault(entry => entry.Message.IsSms() == isSms)?.Message.PhoneNumberId;
        }
    }

    /// <summary>The number that wrote to anybody last, as WhatsApp; null for none.</summary>
    public string? LastNumber()
    {
        lock (_gate)
        {
            return _entries.FindLast(entry => !entry.Message.IsSms())?.Message.PhoneNumberId;
        }
    }

    /// <summary>Whether a person has written to a number since a time; by a user id, also what they wrote with their phone number shown.</summary>
    public bool HasWritten(string person, string phoneNumberId, DateTimeOffset since)
    {
        lock (_gate)
        {
            return _byRecipient.GetValueOrDefault(person)?.Replies.Exists(IsRecent) == true
                || (person[0] != '+' && _conversations.Exists(conversation => conversation.Replies.Exists(reply => reply.UserId == person && IsRecent(reply))));
        }

        bool IsRecent(InboundEntry reply) => reply.PhoneNumberId == phoneNumberId && reply.At > since;
    }

    public void Changed() => Interlocked.Increment(ref _version);

    /// <summary>Removes the messages up to a sequence number; those accepted since then stay.</summary>
    public void RemoveUpTo(long sequence)
    {
        lock (_gate)
        {
            var replies = _conversations.SelectMany(conversation => conversation.Replies).Where(reply => reply.Sequence > sequence).ToArray();
            var kept = _entries.FindAll(entry => entry.Message.Sequence > sequence);
            _entries.Clear();
            _conversations.Clear();
            _byRecipient.Clear();
            Add([.. kept]);
            Array.ForEach(replies, Add);
        }

        Changed();
    }

    public AcceptedEntry[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _entries];
        }
    }

    /// <summary>Reads the conversations under the lock, in the order in which they began.</summary>
    public T Read<T>(Func<IReadOnlyList<Conversation>, T> read)
    {
        lock (_gate)
        {
            return read(_conversations);
        }
    }

    private Conversation Find(string recipient)
    {
        if (!_byRecipient.TryGetValue(recipient, out var conversation))
        {
            conversation = new Conversation(_conversations.Count + 1, recipient);
            _conversations.Add(conversation);
            _byRecipient.Add(recipient, conversation);
        }

        return conversation;
    }
}

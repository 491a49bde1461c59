using System.Security.Cryptography;
using Notify.Emulators.Meta.Inbound;
using Notify.Emulators.Meta.Journals;
using Notify.Emulators.Meta.Magic;
using Notify.Emulators.Meta.Receipts;
using Notify.Emulators.Meta.Sends;
using Notify.Emulators.Mtn;

namespace Notify.Emulators.Meta.Accepting;

/// <summary>Accepts messages: gives them id and place, and keeps them before anybody is told.</summary>
internal sealed class AcceptedStore : IAsyncDisposable
{
    private const string ServiceCategory = "service";
    private const int IdBytes = 27;

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly Journal? _journal;
    private long _sequence;

    private AcceptedStore(TimeProvider clock, Func<AcceptedList, Journal?> openJournal)
    {
        _clock = clock;
        _journal = openJournal(List);
    }

    public AcceptedList List { get; } = new();

    /// <summary>Opens the store; <paramref name="before"/> is what an earlier process left.</summary>
    public static AcceptedStore Open(string? directory, TimeProvider clock, out JournalState before)
    {
        if (directory is null)
        {
            before = new JournalState();
            return new AcceptedStore(clock, _ => null);
        }

        var file = JournalFile.Open(Path.Combine(directory, "accepted.jsonl"), out before);
        var store = new AcceptedStore(clock, list => new Journal(file, list)) { _sequence = before.LastSequence };
        store.List.Add([.. before.Entries]);
        return store;
    }

    public async Task<AcceptedEntry> AcceptAsync(string phoneNumberId, SendMessage send, ReceiptScript script)
    {
        AcceptedEntry entry;
        var written = Task.CompletedTask;
        lock (_gate)
        {
            entry = new AcceptedEntry(Describe(phoneNumberId, send, ++_sequence), script);
            if (_journal is null)
            {
                List.Add(entry);
            }
            else
            {
                written = _journal.AppendAsync(new JournalLine { Accepted = entry.Message, Receipts = script }, entry);
            }
        }

        await written.ConfigureAwait(false);
        return entry;
    }

    /// <summary>Keeps a message a person wrote, in memory only, and gives it its place.</summary>
    public InboundEntry Receive(Func<long, InboundEntry> make)
    {
        lock (_gate)
        {
            var entry = make(++_sequence);
            List.Add(entry);
            return entry;
        }
    }

    /// <summary>A place for something that is neither sent nor received.</summary>
    public long NextSequence()
    {
        lock (_gate)
        {
            return ++_sequence;
        }
    }

    /// <summary>Keeps that a recipient had its first send, where that send leaves no message behind.</summary>
    public Task KeepMetAsync(string recipient) => _journal?.AppendAsync(new JournalLine { Met = recipient }) ?? Task.CompletedTask;

    /// <summary>Keeps which receipts the webhook took. A crash may forget it; the receipts then come again, as Meta's do.</summary>
    public void KeepAcknowledged(IReadOnlyList<Notice> notices)
        => _journal?.AppendLazily(new JournalLine
        {
            Acknowledged = [.. notices.OfType<Receipt>().Select(receipt => new AcknowledgedReceipt(receipt.Entry.Message.Sequence, receipt.Place))],
        });

    /// <summary>Empties the list; answers the sequence number up to which it was emptied.</summary>
    public async Task<long> ClearAsync()
    {
        long last;
        var written = Task.CompletedTask;
        lock (_gate)
        {
            last = _sequence;
            written = _journal?.AppendAsync(new JournalLine { ClearedUpTo = last }) ?? written;
        }

        await written.ConfigureAwait(false);
        List.RemoveUpTo(last);
        return last;
    }

    public ValueTask DisposeAsync() => _journal?.DisposeAsync() ?? ValueTask.CompletedTask;

    public static string NewId() => "wamid." + Convert.ToBase64String(RandomNumberGenerator.GetBytes(IdBytes));

    private AcceptedMessage Describe(string phoneNumberId, SendMessage send, long sequence) => new()
    {
        Sequence = sequence,
        Id = send.Type == SmsMessages.Type ? Guid.NewGuid().ToString() : NewId(),
        PhoneNumberId = phoneNumberId,
        To = send.To,
        Type = send.Type,
        Text = send.Content.Text,
        Header = send.Content.Header,
        Footer = send.Content.Footer,
        Buttons = send.Content.Buttons,
        TemplateName = send.Template?.Name,
        TemplateLanguage = send.Template?.Language,
        Category = send.Template?.Category.ToLowerInvariant() ?? ServiceCategory,
        CallbackData = send.CallbackData,
        AcceptedAt = _clock.GetUtcNow(),
    };
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Notify.Contacts;
using Notify.Sample.Worker.Input;

namespace Notify.Sample.Worker.Running;

/// <summary>Queues the input file as one stream and remembers what became of each line.</summary>
internal sealed class InputQueue(INotifier notifier, IContacts contacts, PersonWriting writing, TimeProvider clock)
{
    private readonly LineReader _reader = new(clock);
    // The notifier reads ahead while its answers are noted: two threads may be at either of these at once.
    private readonly ConcurrentQueue<QueuedLine> _lines = [];
    // Handed to the notifier, its answer awaited. Answers come in order.
    private readonly ConcurrentQueue<InputLine> _underway = [];

    public async Task<IReadOnlyList<QueuedLine>> QueueAsync(string file, CancellationToken cancellationToken)
    {
        await foreach (var result in notifier.QueueAsync(ReadAsync(file, cancellationToken), cancellationToken: cancellationToken))
        {
            var line = _underway.TryDequeue(out var first) ? first : throw new InvalidOperationException("There is an answer to no line.");
            await NoteAsync(line, result, cancellationToken);
        }

        return [.. _lines.OrderBy(l => l.Number)];
    }

    private async Task NoteAsync(InputLine line, QueueResult result, CancellationToken cancellationToken)
    {
        var tenant = line.Notification.Tenant;
        if (!result.IsStored)
        {
            _lines.Enqueue(QueuedLine.Refused(line.Number, tenant, FieldNames.OfFile(result.Errors)));
            return;
        }

        _lines.Enqueue(QueuedLine.Stored(line, result.NotificationId));
        if (line.CancelAfterwards)
        {
            await notifier.CancelAsync(tenant, result.NotificationId, "the input file says so", cancellationToken);
        }
    }

    private async IAsyncEnumerable<Notification> ReadAsync(string file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (var text in File.ReadLinesAsync(file, cancellationToken))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(text) && await PrepareAsync(number, text, cancellationToken) is { } line)
            {
                _underway.Enqueue(line);
                yield return line.Notification;
            }
        }
    }

    private async Task<InputLine?> PrepareAsync(int number, string text, CancellationToken cancellationToken)
    {
        var (line, errors) = _reader.Read(number, text);
        if (line is null)
        {
            _lines.Enqueue(QueuedLine.Refused(number, "", errors));
            return null;
        }

        try
        {
            // A line without a tenant is Notify's to refuse.
            if (line is { Contact: { } contact, Notification.Tenant.Length: > 0 })
            {
                await contact.SaveAsync(contacts, line.Notification.Tenant, line.Notification.Recipient, cancellationToken);
                if (contact.Wrote is { } words)
                {
                    await writing.WriteAsync(line.Notification.Tenant, line.Notification.Recipient, words, cancellationToken);
                }
            }

            return line;
        }
        catch (InvalidNotificationException e)
        {
            _lines.Enqueue(QueuedLine.Refused(number, line.Notification.Tenant, FieldNames.OfFile(e.Errors)));
            return null;
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;

namespace Notify.Bench.Crashing;

/// <summary>What a crash run queues: everybody gets one message; slow, ambiguous, failing and silent recipients are mixed in by a seed.</summary>
internal sealed class Traffic(int seed)
{
    public const string Tenant = "orders-ltd";

    // Magic numbers have four digits to tell people apart.
    private const int MostMagic = 10_000;

    // The rest of a hundred goes to ordinary numbers.
    private static readonly TrafficKind[] Kinds =
    [
        new(35, 4, r => r.Next(50, 400)),               // answers late: killed in between, the send is in doubt
        // Connection lost after accepting, receipts come: first in line, so that one sent again at once is sent before its receipt can stop it, however busy the machine is.
        new(10, 5, _ => 0, Priority: Priority.Critical),
        new(3, 5, _ => 1, IsSilent: true),              // connection lost after accepting, receipts never come
        new(2, 5, _ => 2, IsSilent: true),              // connection lost before accepting
        new(4, 6, _ => 0, IsSilent: true),              // receipts never come
        new(8, 6, r => 100_000 + r.Next(300, 3000)),    // receipts come late
        new(4, 6, _ => 2),                              // receipts come out of order
        new(4, 6, _ => 1),                              // receipts come twice
        new(3, 3, _ => 131000),                         // refused at first
        new(3, 7, _ => 131000),                         // reported failed at first
    ];

    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, bool> _stored = new(StringComparer.Ordinal);
    private int _number;

    /// <summary>Recipients whose notification is known to be stored, and whether they are silent.</summary>
    public IReadOnlyDictionary<string, bool> Stored => _stored;

    /// <summary>The next notification. Stored twice, it is one: it has a key of its own.</summary>
    public Notification Next()
    {
        lock (_gate)
        {
            var number = _number++;
            return Write(number, Recipient(number));
        }
    }

    /// <summary>The next notification, to somebody whose receipts come at once.</summary>
    public Notification NextOrdinary()
    {
        lock (_gate)
        {
            var number = _number++;
            return Write(number, Ordinary(number));
        }
    }

    public void Note(Notification stored) => _stored[stored.Recipient] = stored.TemplateKey == "order_receipt";

    private static Notification Write(int number, (string Recipient, bool IsSilent, Priority Priority) to) =>
        new Notification(to.Recipient, to.IsSilent ? "order_receipt" : "order_paid")
        {
            Variables = { ["name"] = "Aline", ["amount"] = "RWF 12,000", ["order"] = number.ToString("D7", CultureInfo.InvariantCulture) },
            Tenant = Tenant,
            Priority = to.Priority,
            IdempotencyKey = $"crash-{number}",
            CorrelationId = to.Recipient,
        };

    private static (string Recipient, bool IsSilent, Priority Priority) Ordinary(int number) => ($"+2507{number:00000000}", false, Priority.Normal);

    private (string Recipient, bool IsSilent, Priority Priority) Recipient(int number)
    {
        var dice = _random.Next(100);
        foreach (var kind in number < MostMagic ? Kinds : [])
        {
            if (dice < kind.Share)
            {
                return ($"+999{kind.Digit}{kind.Argument(_random):000000}{number:0000}", kind.IsSilent, kind.Priority);
            }

            dice -= kind.Share;
        }

        return Ordinary(number);
    }
}

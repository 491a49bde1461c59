using System.Text.RegularExpressions;
using Notify.Policies;

namespace Notify.Bench;

/// <summary>What is queued: paid orders of many people, a few messages each, with keys, correlation ids and variables.</summary>
internal static partial class Workload
{
    private const int MessagesPerContact = 5;

    public static SanitizerRule CardNumbers { get; } = SanitizerRule.Rewrite("card-number", CardNumber(), "****");

    public static Notification Create(int number) => new($"+250{700_000_000 + (number / MessagesPerContact)}", "order_paid")
    {
        Variables = { ["name"] = "Aline", ["amount"] = $"RWF {1000 + (number % 9000)}", ["order"] = $"{number:D7}" },
        Tenant = (number / MessagesPerContact % 4) switch { 0 => "orders-ltd", 1 => "savings-coop", 2 => "rides-co", _ => "wallet-plc" },
        IdempotencyKey = $"order-{number}-paid",
        CorrelationId = $"order-{number}",
    };

    /// <summary>One message per person, so that a person stands for a message.</summary>
    public static Notification CreateSingle(int number) => new($"+254{700_000_000 + number}", "order_paid")
    {
        Variables = { ["name"] = "Aline", ["amount"] = "RWF 12,000", ["order"] = $"{number:D7}" },
        IdempotencyKey = $"single-{number}",
    };

    /// <summary>Notifications from one number on.</summary>
    public static async IAsyncEnumerable<Notification> StreamAsync(int count, int first = 0)
    {
        for (var i = first; i < first + count; i++)
        {
            if (i % 1000 == 0)
            {
                await Task.Yield();
            }

            yield return Create(i);
        }
    }

    [GeneratedRegex(@"\b\d{13,19}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CardNumber();
}

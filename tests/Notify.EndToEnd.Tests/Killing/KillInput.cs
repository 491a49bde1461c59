using System.Text.Json;

namespace Notify.EndToEnd.Tests.Killing;

/// <summary>The lines of a kill test: slow, ambiguous, failing and silent recipients, mixed by a seed.</summary>
internal sealed class KillInput
{
    public const string Tenant = "soko";
    private const int LastDue = 25;
    private static readonly Dictionary<string, string> Eta = new() { ["name"] = "Sam", ["order"] = "SK-1", ["minutes"] = "15" };

    // Of a hundred lines so many are of each kind; the rest goes to ordinary numbers.
    private static readonly (int Share, int Kind, Func<Random, int> Argument, bool IsSilent)[] Kinds =
    [
        (35, 4, r => r.Next(50, 400), false),          // answers late: killed in between, the send is in doubt
        (12, 5, _ => 0, false),                        // connection lost after accepting, receipts come
        (6, 5, _ => 1, true),                          // connection lost after accepting, receipts never come
        (5, 6, _ => 0, true),                          // receipts never come
        (3, 5, _ => 2, false),                         // connection lost before accepting
        (10, 6, r => 100_000 + r.Next(300, 3000), false), // receipts come late
        (4, 6, _ => 2, false),                         // receipts come out of order
        (4, 6, _ => 1, false),                         // receipts come twice
        (4, 3, _ => 131000, false),                    // refused at first
        (3, 7, _ => 131000, false),                    // reported failed at first
    ];

    private readonly Random _random;

    public KillInput(int seed, int lines)
    {
        _random = new Random(seed);
        Lines = [.. Enumerable.Range(1, lines).Select(Line)];
    }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>Correlation ids of lines whose sends are ambiguous and whose receipts never come.</summary>
    public List<string> InDoubtForEver { get; } = [];

    private string Line(int number)
    {
        var dice = _random.Next(100);
        foreach (var (share, kind, argument, isSilent) in Kinds)
        {
            if (dice < share)
            {
                var to = $"+999{kind}{argument(_random):000000}{number:0000}";
                if (kind == 5 && isSilent)
                {
                    InDoubtForEver.Add($"L{number:0000}");
                }

                return isSilent ? Silent(to) : kind == 5 ? Spread(to) : Usual(to);
            }

            dice -= share;
        }

        return Usual($"+25078800{number:0000}");
    }

    // A template that is never sent again by itself.
    private static string Silent(string to) => Write(
        to, "payment_received", new() { ["name"] = "Sam", ["amount"] = "KES 700", ["sender"] = "Akinyi", ["balance"] = "KES 1,900" });

    // First in line when due, so that one sent again at once is sent before its receipt can stop it; and due all along the run.
    private string Spread(string to) => Write(to, "delivery_eta", Eta, "critical", $"+{_random.Next(1, LastDue)}s");

    private static string Usual(string to) => Write(to, "delivery_eta", Eta);

    private static string Write(
        string to, string template, Dictionary<string, string> variables, string priority = "normal", string notBefore = "+0s") =>
        JsonSerializer.Serialize(new { tenant = Tenant, to, template, variables, priority, notBefore });
}

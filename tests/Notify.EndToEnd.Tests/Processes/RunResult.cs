using System.Text.Json;

namespace Notify.EndToEnd.Tests.Processes;

/// <summary>The last line a run with <c>--once</c> prints.</summary>
internal sealed class RunResult
{
    public static readonly string[] Outcomes =
        ["sent", "delivered", "read", "failed", "unconfirmed", "blocked", "deferred", "expired", "cancelled", "invalid"];

    private readonly Dictionary<string, int> _counts;

    private RunResult(Dictionary<string, int> counts) => _counts = counts;

    public int this[string name] => _counts[name];

    public int Sum => Outcomes.Sum(o => _counts[o]);

    public static RunResult Of(ChildProcess run) => Of(run.Output[^1]);

    public static RunResult Of(string line) => new(JsonSerializer.Deserialize<Dictionary<string, int>>(line)!);
}

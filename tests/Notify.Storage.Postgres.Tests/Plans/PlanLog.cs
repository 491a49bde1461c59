using System.Text;
using System.Text.Json;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>Reads the plans out of a server's log, where <c>auto_explain</c> writes them.</summary>
internal static class PlanLog
{
    private const string Mark = " plan:";

    public static IReadOnlyList<Plan> Read(string log)
    {
        var plans = new List<Plan>();
        var lines = log.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].EndsWith(Mark, StringComparison.Ordinal))
            {
                continue;
            }

            var json = new StringBuilder();
            while (i + 1 < lines.Length && lines[i + 1].StartsWith('\t'))
            {
                json.AppendLine(lines[++i]);
            }

            using var document = JsonDocument.Parse(json.ToString());
            var root = document.RootElement;
            var isOfFunction = i + 1 < lines.Length && lines[i + 1].Contains("CONTEXT:", StringComparison.Ordinal);
            plans.Add(new Plan(root.GetProperty("Query Text").GetString()!, root.GetProperty("Plan").Clone(), isOfFunction));
        }

        return plans;
    }
}

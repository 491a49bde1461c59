using System.Text.RegularExpressions;

namespace Notify.Storage.Postgres.Tests.Setup;

/// <summary>The rights that the PostgreSQL page tells to grant.</summary>
internal static class RightsPage
{
    /// <summary>The page's statements, with the two roles named otherwise.</summary>
    public static string Grants(string app, string reports)
    {
        using var reader = new StreamReader(typeof(RightsPage).Assembly.GetManifestResourceStream("postgresql.md")!);
        var section = reader.ReadToEnd().Split("\n## ").Single(s => s.StartsWith("Roles and rights", StringComparison.Ordinal));
        var blocks = Regex.Matches(section, "```sql\n(?<sql>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        return string.Concat(blocks.Select(b => b.Groups["sql"].Value))
            .Replace("TO app;", $"TO {app};", StringComparison.Ordinal)
            .Replace("TO reports;", $"TO {reports};", StringComparison.Ordinal);
    }
}

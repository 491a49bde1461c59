using System.Globalization;
using System.Text;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Setup;

/// <summary>What makes a schema or brings it up to date, as text: the migrator runs it, and whoever migrates by hand runs the same.</summary>
internal static class MigrationScript
{
    private static readonly SqlFile Sql = SqlFile.Of("Setup/migrate");

    /// <summary>All of it, as one transaction. <c>{schema}</c> is still in it.</summary>
    public static string Whole()
    {
        var text = new StringBuilder();
        Append(text, Sql["head"]);
        Append(text, Sql["lock"]);
        Append(text, Inner());
        Append(text, Sql["partitions"]);
        Append(text, Sql["foot"]);
        return text.ToString();
    }

    /// <summary>What stands between taking the lock and making partitions.</summary>
    public static string Inner()
    {
        var text = new StringBuilder();
        Append(text, Sql["begin"]);
        for (var version = 1; version <= Migrations.Latest; version++)
        {
            Append(text, Sql["step"]
                .Replace("{version}", version.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{sql}", $"\n{Migrations.Sql(version).TrimEnd()}\n", StringComparison.Ordinal));
        }

        foreach (var function in Migrations.Functions)
        {
            Append(text, function);
        }

        Append(text, Sql["end"]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string part) => text
        .Append(part
            .Replace("{latest}", Migrations.Latest.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{revision}", Migrations.Revision.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{functions}", Migrations.Fingerprint, StringComparison.Ordinal)
            .TrimEnd())
        .Append("\n\n");
}

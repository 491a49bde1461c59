using System.Security.Cryptography;
using System.Text;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Setup;

/// <summary>
/// The steps that bring a schema forward, numbered from 1, and the functions, which are made anew after them. Steps are added, never changed; a function whose
/// result changes is dropped by a step first.
/// </summary>
internal static class Migrations
{
    /// <summary>
    /// Which of two builds of one version has the newer functions: raised with each change of a function, so that an older host never puts its own in their place.
    /// </summary>
    public const int Revision = 34;

    private const string FunctionFolder = "Setup/Functions";

    private static readonly string[] Steps =
        ["0001_tables", "0002_windows", "0003_breaker", "0004_plans", "0005_ready_index", "0006_inbox", "0007_marketing", "0008_sessions",
            "0009_channel_opt_outs", "0010_links", "0011_everywhere", "0012_consents", "0013_inbox_claim", "0014_last_words", "0015_deaths", "0016_provider_words",
            "0017_standing_opt_outs", "0018_erasures", "0019_waiting_webhooks", "0020_refusals", "0021_awaited", "0022_unheeded_opt_outs", "0023_awaited_later",
            "0024_fewer_indexes"];
    private static readonly Lazy<IReadOnlyList<string>> AllFunctions = new(() => [.. SqlFile.In(FunctionFolder).Select(SqlFile.ReadAll)]);
    private static readonly Lazy<string> Print = new(() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(AllFunctions.Value))))[..32]);

    /// <summary>The version this package needs.</summary>
    public static int Latest => Steps.Length;

    /// <summary>The functions, in the order of their names.</summary>
    public static IReadOnlyList<string> Functions => AllFunctions.Value;

    /// <summary>Tells these functions from those of another build.</summary>
    public static string Fingerprint => Print.Value;

    /// <summary>The SQL that leads to a version from the one before it.</summary>
    public static string Sql(int version) => SqlFile.ReadAll($"Setup/Migrations/{Steps[version - 1]}");
}

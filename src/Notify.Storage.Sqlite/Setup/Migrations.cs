using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Setup;

/// <summary>The steps that bring a database forward, numbered from 1. Steps are added, never changed.</summary>
internal static class Migrations
{
    private static readonly string[] Steps =
        ["0001_first", "0002_quotas_pace_erasure", "0003_windows", "0004_breaker", "0005_plans", "0006_inbox", "0007_marketing", "0008_sessions",
            "0009_channel_opt_outs", "0010_links", "0011_everywhere", "0012_consents", "0013_last_words", "0014_deaths", "0015_provider_words",
            "0016_standing_opt_outs", "0017_waiting_webhooks", "0018_refusals", "0019_awaited", "0020_awaited_later"];

    /// <summary>The version this package needs.</summary>
    public static int Latest => Steps.Length;

    /// <summary>The SQL that leads to a version from the one before it.</summary>
    public static string Sql(int version) => SqlFile.ReadAll($"Setup/Migrations/{Steps[version - 1]}");
}

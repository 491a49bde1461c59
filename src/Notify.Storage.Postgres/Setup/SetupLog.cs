using Microsoft.Extensions.Logging;

namespace Notify.Storage.Postgres.Setup;

/// <summary>What making and updating the schema says.</summary>
internal static partial class SetupLog
{
    [LoggerMessage(4, LogLevel.Warning, "Schema {Schema} cannot be updated yet: another transaction has a table of it in use ({SqlState}). It is tried again every few seconds", EventName = "NOTIFY_MIGRATION_WAITS")]
    public static partial void MigrationWaits(this ILogger logger, string schema, string sqlState);
}

using Microsoft.Extensions.Logging;

namespace Notify.Storage.Postgres.Maintenance;

/// <summary>What maintenance of the database says.</summary>
internal static partial class MaintenanceLog
{
    [LoggerMessage(3, LogLevel.Warning, "Rows lie in the default partitions of {Tables}: no host made the partitions of their weeks in time, or a clock was wrong", EventName = "NOTIFY_DEFAULT_PARTITION")]
    public static partial void DefaultPartitionUsed(this ILogger logger, string tables);
}

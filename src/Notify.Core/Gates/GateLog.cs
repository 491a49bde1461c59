using Microsoft.Extensions.Logging;
using Notify.Diagnostics;

namespace Notify.Gates;

/// <summary>What gates tell.</summary>
internal static partial class GateLog
{
    [LoggerMessage(70, LogLevel.Information, "The gate {Scope} is open again: a delivery that tried was accepted. It had been closed since {ClosedAt}: {Reason}", EventName = "NOTIFY_GATE_OPENED")]
    public static partial void GateOpened(this ILogger logger, string scope, DateTimeOffset closedAt, string reason);

    [LoggerMessage(72, LogLevel.Error, "A gate could not be opened; the next delivery that tries will do it. {Error}", EventName = "NOTIFY_GATE_OPEN_ERROR")]
    public static partial void GateNotOpened(this ILogger logger, MaskedError error);

    [LoggerMessage(71, LogLevel.Information, "{DeliveryId} for {Tenant} over {Channel} from {Account} is let through a closed gate, to see whether it may open. Correlation {CorrelationId}", EventName = "NOTIFY_GATE_PROBE")]
    public static partial void GateProbe(this ILogger logger, Guid deliveryId, string tenant, string channel, string account, string? correlationId);
}

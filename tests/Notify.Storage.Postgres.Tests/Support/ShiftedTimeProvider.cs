namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>The clock of a machine that runs as it should but is set wrong.</summary>
internal sealed class ShiftedTimeProvider(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}

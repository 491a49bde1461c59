using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>One with many rows.</summary>
public sealed class BigStore() : PlanStore(Backlog.Size(100_000, 1_000_000));

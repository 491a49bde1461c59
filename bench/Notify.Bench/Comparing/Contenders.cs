using System.Globalization;
using Notify.Bench.Running;

namespace Notify.Bench.Comparing;

/// <summary>Who takes part. Each in the configuration that measured best on two cores.</summary>
internal static class Contenders
{
    public const string Notify = "notify";

    public static IReadOnlyList<Contender> Of(CompareOptions options) =>
    [
        new(Notify, "Notify: policies, limits, templates, history and audit on", database => ChildProcess.StartSelf(
            "drain", "--storage", "postgres", "--connection", database, "--deliveries", Text(options.Deliveries),
            "--producers", Text(options.Producers), "--stream-batch", Text(options.Batch), "--stream-parallelism", "2", "--seconds", "0", "--vacuum", "0")),
        new("ceiling", "(c) Notify's statements with no pipeline around", database => ChildProcess.StartSelf(
            "ceiling", "--connection", database, "--deliveries", Text(options.Deliveries))),
        new("graphileNoop", $"(a) graphile-worker {Peers.GraphileVersion}, jobs that do nothing", database => Peers.Start("graphile.mjs", database, new
        {
            options.Deliveries, options.Producers, options.Batch, Connections = 10, Concurrency = 100, CompleteDelay = 5,
        })),
        new("pgBossNoop", $"(a) pg-boss {Peers.PgBossVersion}, jobs that do nothing", database => Peers.Start("pgboss.mjs", database, new
        {
            options.Deliveries, options.Producers, options.Batch, Connections = 10, Concurrency = 2, Fetch = 2000,
        })),
        new("graphileWork", $"(b) graphile-worker {Peers.GraphileVersion}, the same work in a handler", database => Peers.Start("graphile.mjs", database, new
        {
            Deliveries = options.WorkDeliveries, options.Producers, options.Batch, Work = true, Connections = 10, Concurrency = 10, CompleteDelay = 5,
        })),
        new("pgBossWork", $"(b) pg-boss {Peers.PgBossVersion}, the same work in a handler", database => Peers.Start("pgboss.mjs", database, new
        {
            Deliveries = options.WorkDeliveries, options.Producers, options.Batch, Work = true, Connections = 10, Concurrency = 2, Fetch = 1000,
        })),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

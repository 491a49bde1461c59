using Notify.Bench.Running;
using Notify.Bench.Storage;

namespace Notify.Bench.Draining;

/// <summary>What a worker process is to do.</summary>
/// <param name="Settings">How its host is set up.</param>
/// <param name="WarmUp">Works this place off first, which is not counted.</param>
/// <param name="Place">Where its work is.</param>
/// <param name="Serves">Keeps running and tells when each person was written to, instead of working off what is there.</param>
internal sealed record WorkOrder(BenchSettings Settings, StorePlace WarmUp, StorePlace Place, bool Serves = false);

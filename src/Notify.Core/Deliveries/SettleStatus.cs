namespace Notify.Deliveries;

/// <summary>What became of a settlement.</summary>
public enum SettleStatus
{
    /// <summary>Written, or written before by the same worker whose commit answer was lost.</summary>
    Applied = 0,

    /// <summary>The delivery is no longer under this lease, for it ended or a receipt was faster; nothing was changed, but an acceptance was kept as proof as a receipt would be.</summary>
    Fenced = 1,
}

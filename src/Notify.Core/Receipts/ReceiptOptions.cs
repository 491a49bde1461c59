using Notify.Deliveries;

namespace Notify.Receipts;

/// <summary>How sends in doubt are settled where the template says nothing of its own. Section <c>Receipts</c>.</summary>
public sealed class ReceiptOptions
{
    /// <summary>How long a receipt is waited for. Default 5 min; 0 (re-send at once, doubles follow) to 24 h.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What to do then. Default <see cref="UnconfirmedAction.Auto"/>.</summary>
    public UnconfirmedAction Unconfirmed { get; set; } = UnconfirmedAction.Auto;
}

using System.Text.Json.Serialization;

namespace Notify.Deliveries;

/// <summary>What to do with a delivery in doubt when its receipt window has passed without a receipt.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnconfirmedAction>))]
public enum UnconfirmedAction
{
    /// <summary>Re-send where the account is known to produce receipts, never otherwise. The default.</summary>
    Auto = 0,

    /// <summary>Never re-send by itself: it stays unconfirmed, listed, for a receipt or an operator.</summary>
    Never = 1,

    /// <summary>Re-send, also where no receipt was ever seen: for messages whose double does not hurt, such as one-time codes.</summary>
    Resend = 2,
}

namespace Notify.Deliveries;

/// <summary>Where a delivery is in its life. See docs/state-machine.md. The numbers are stored and say nothing about order.</summary>
public enum DeliveryState
{
    /// <summary>Waits until it is due. A worker's claim moves it on; a crash leaves it as it is.</summary>
    Queued = 1,

    /// <summary>Held by a worker under a lease, nothing sent. The worker moves it on; a crash leaves it to lease end, then it is queued again.</summary>
    Claimed = 2,

    /// <summary>Marked: a send may have left. The worker or a receipt moves it on; a crash leaves it in doubt, at lease end it is unconfirmed.</summary>
    Sending = 3,

    /// <summary>The provider accepted it. Receipts move it on.</summary>
    Sent = 4,

    /// <summary>It reached the person's device. A receipt may move it on.</summary>
    Delivered = 5,

    /// <summary>The person saw it. The end.</summary>
    Read = 6,

    /// <summary>Given up: a dead letter. An operator or late proof by receipt moves it on.</summary>
    Failed = 7,

    /// <summary>In doubt: it may have left, nobody knows. A receipt, the end of the receipt window or an operator moves it on.</summary>
    Unconfirmed = 8,

    /// <summary>A policy forbade it. The end.</summary>
    Blocked = 9,

    /// <summary>Its time ran out before it was sent. An operator or late proof by receipt moves it on.</summary>
    Expired = 10,

    /// <summary>Called off. An operator or late proof by receipt moves it on.</summary>
    Cancelled = 11,

    /// <summary>
    /// The fallback of another delivery of its notification, which it waits for; never claimed. What becomes of that one, or its clock, moves it on; a crash
    /// leaves it as it is.
    /// </summary>
    Held = 12,
}

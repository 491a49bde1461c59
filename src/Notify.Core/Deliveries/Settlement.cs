namespace Notify.Deliveries;

/// <summary>What is written about a delivery that a worker holds. Made by the factories only, so that no other combination exists.</summary>
public sealed record Settlement
{
    private Settlement(Guid deliveryId, DeliveryState state, string reason) => (DeliveryId, State, Reason) = (deliveryId, state, reason);

    /// <summary>The delivery.</summary>
    public Guid DeliveryId { get; }

    /// <summary>The state it goes to.</summary>
    public DeliveryState State { get; }

    /// <summary>Why, from <see cref="Reasons"/>.</summary>
    public string Reason { get; }

    /// <summary>The send this is about; 0 where nothing was sent.</summary>
    public int SendNumber { get; private init; }

    /// <summary>For queued: due this long after the store's time at the settlement. Where neither this nor <see cref="DueAt"/> is given: due as it was.</summary>
    public TimeSpan? DueIn { get; private init; }

    /// <summary>For queued: due at this time; wins over <see cref="DueIn"/>.</summary>
    public DateTimeOffset? DueAt { get; private init; }

    /// <summary>The provider's error code.</summary>
    public string? ErrorCode { get; private init; }

    /// <summary>The provider's answer, or what a policy said: masked, at most 1,000 characters.</summary>
    public string? Detail { get; init; }

    /// <summary>The provider's id of the message.</summary>
    public string? ProviderMessageId { get; private init; }

    /// <summary>The attempt counted at the mark is given back.</summary>
    public bool ReturnsAttempt { get; private init; }

    /// <summary>For a defer: it may not be sent before, by the person's wish or by law, so its fallback's clock begins anew at the new due time.</summary>
    public bool IsWindow { get; private init; }

    /// <summary>A policy says: later.</summary>
    public static Settlement Defer(Guid id, DateTimeOffset until, string reason, bool isWindow = false) =>
        new(id, DeliveryState.Queued, reason) { DueAt = until, IsWindow = isWindow };

    /// <summary>Keeps its place in the line, for the claim itself does not reach it before it may go: a used-up quota, an account's pace.</summary>
    public static Settlement Wait(Guid id, string reason) => new(id, DeliveryState.Queued, reason);

    /// <summary>A policy says: never.</summary>
    public static Settlement Block(Guid id, string reason) => new(id, DeliveryState.Blocked, reason);

    /// <summary>Its expiry passed.</summary>
    public static Settlement Expire(Guid id) => new(id, DeliveryState.Expired, Reasons.Expired);

    /// <summary>Not worked on after all; due at once.</summary>
    public static Settlement HandBack(Guid id) =>
        new(id, DeliveryState.Queued, Reasons.HandedBack) { DueIn = TimeSpan.Zero };

    /// <summary>The provider took it.</summary>
    public static Settlement Sent(Guid id, int send, string? providerMessageId) =>
        new(id, DeliveryState.Sent, "accepted") { SendNumber = send, ProviderMessageId = providerMessageId };

    /// <summary>Once more after a while; the attempt counts.</summary>
    public static Settlement Retry(Guid id, int send, TimeSpan delay, string reason, string? code, string? detail) =>
        new(id, DeliveryState.Queued, reason) { SendNumber = send, DueIn = delay, ErrorCode = code, Detail = detail };

    /// <summary>Stopped by more than this message: once more after a while, the attempt does not count.</summary>
    public static Settlement Stopped(Guid id, int send, TimeSpan delay, string? code, string? detail) =>
        new(id, DeliveryState.Queued, Reasons.ProviderStopped)
        {
            SendNumber = send, DueIn = delay, ErrorCode = code, Detail = detail, ReturnsAttempt = true,
        };

    /// <summary>Given up.</summary>
    public static Settlement Fail(Guid id, int send, string reason, string? code, string? detail) =>
        new(id, DeliveryState.Failed, reason) { SendNumber = send, ErrorCode = code, Detail = detail };

    /// <summary>In doubt.</summary>
    public static Settlement Unconfirmed(Guid id, int send, string? code, string? detail) =>
        new(id, DeliveryState.Unconfirmed, Reasons.SendUnknown) { SendNumber = send, ErrorCode = code, Detail = detail };

    /// <summary>What is written in its place where it would queue a delivery whose fallback has taken over: cancelled, <see cref="Reasons.FellBack"/>.</summary>
    public Settlement InsteadOfAgain() => State != DeliveryState.Queued
        ? this
        : new Settlement(DeliveryId, DeliveryState.Cancelled, Reasons.FellBack)
        {
            SendNumber = SendNumber,
            ErrorCode = ErrorCode,
            Detail = Detail,
            ProviderMessageId = ProviderMessageId,
            ReturnsAttempt = ReturnsAttempt,
        };
}

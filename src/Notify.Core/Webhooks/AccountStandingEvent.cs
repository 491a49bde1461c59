namespace Notify.Webhooks;

/// <summary>The provider closed an account or a number, or opened it again.</summary>
/// <param name="IsClosed">Whether it may not send now.</param>
/// <param name="Code">The provider's name for what happened, for instance <c>ACCOUNT_RESTRICTION</c>.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Remedy">What mends it.</param>
/// <param name="For">For how long from <see cref="AccountEvent.OccurredAt"/>; null until the provider or an operator opens it.</param>
public sealed record AccountStandingEvent(bool IsClosed, string Code, string Reason, string? Remedy, TimeSpan? For) : AccountEvent;

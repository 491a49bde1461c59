namespace Notify.Webhooks;

/// <summary>What a webhook says of more than one message: a template's approval, an account's standing, a person's preference.</summary>
public abstract record AccountEvent
{
    /// <summary>The channel it came over.</summary>
    public required Channel Channel { get; init; }

    /// <summary>The sending account it is about.</summary>
    public required string Account { get; init; }

    /// <summary>When it happened, by the provider's clock; null is read as when its webhook came.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}

namespace Notify.Inbound;

/// <summary>Something the provider or Notify cannot read.</summary>
/// <param name="Kind">The provider's name for its type; <c>unsupported</c> where it says so itself.</param>
/// <param name="Code">The provider's error code; null for none.</param>
public sealed record InboundUnsupported(string Kind, string? Code) : InboundContent;

namespace Notify.Inbound;

/// <summary>A notice of the provider's about the person, such as a changed number.</summary>
/// <param name="Kind">The provider's name for it, for instance <c>user_changed_number</c>.</param>
/// <param name="NewAddress">The person's address from now on; null where it did not change.</param>
/// <param name="Body">The notice in words; null for none.</param>
public sealed record InboundSystem(string Kind, string? NewAddress, string? Body) : InboundContent;

using System.Text.Json;

namespace Notify.Emulators.Meta.Inbound;

/// <summary>What a person wants to say, checked.</summary>
/// <param name="Type">Meta's type.</param>
/// <param name="Content">The object or list named like the type.</param>
/// <param name="Text">What the page shows.</param>
/// <param name="Context">The message it answers; null for none.</param>
/// <param name="Name">The profile's name.</param>
internal sealed record InboundMessage(string Type, JsonElement Content, string Text, string? Context, string Name);

using System.Text.Json;

namespace Notify.Emulators.Meta.Sends.TemplateSends;

/// <summary>One component of a template send: where it stands in the request, and its parameters.</summary>
internal sealed record SentComponent(string Path, JsonElement Source, IReadOnlyList<JsonElement> Parameters);

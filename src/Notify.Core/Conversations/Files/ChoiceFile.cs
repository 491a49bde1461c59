using System.Text.Json.Serialization;

namespace Notify.Conversations.Files;

/// <summary>A choice in a file.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ChoiceFile(string Value, IReadOnlyDictionary<string, string> Label)
{
    public IReadOnlyList<string>? Synonyms { get; init; }
}

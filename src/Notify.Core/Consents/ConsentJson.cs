using System.Text.Json.Serialization;

namespace Notify.Consents;

/// <summary>Source-generated JSON of imports and exports. An unknown field is a mistake that would otherwise lose something.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ConsentLine))]
internal sealed partial class ConsentJson : JsonSerializerContext;

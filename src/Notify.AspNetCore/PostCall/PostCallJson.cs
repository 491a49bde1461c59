using System.Text.Json.Serialization;

namespace Notify.AspNetCore.PostCall;

/// <summary>Reads bodies and writes answers without reflection. A field that is unknown or given twice is refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(PostCallBody))]
[JsonSerializable(typeof(PostCallReport))]
[JsonSerializable(typeof(PostCallProblems))]
internal sealed partial class PostCallJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Notify.AspNetCore.RunOnce;

/// <summary>Writes a report without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunOnceReport))]
internal sealed partial class RunOnceJson : JsonSerializerContext;

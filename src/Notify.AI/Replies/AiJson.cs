using System.Text.Json.Serialization;
using Notify.AI.HandingOver;

namespace Notify.AI.Replies;

/// <summary>How a session keeps what belongs to the model.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(List<Turn>))]
[JsonSerializable(typeof(Usage))]
[JsonSerializable(typeof(HandOverNote))]
internal sealed partial class AiJson : JsonSerializerContext;

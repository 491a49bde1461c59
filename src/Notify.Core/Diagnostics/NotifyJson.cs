using System.Text.Json.Serialization;
using Notify.Messages;
using Notify.Queueing;
using Notify.Templates;

namespace Notify.Diagnostics;

/// <summary>Source-generated JSON of Core. All but null is written: generated code reads an absent property as its type's default, whatever its initialiser says.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ChannelJsonConverter)])]
[JsonSerializable(typeof(Template))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(DeliveryPayload))]
internal sealed partial class NotifyJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using Notify.Messages;
using Notify.Queueing;
using Notify.Templates;

namespace Notify.Diagnostics;

/// <summary>Source-generated JSON of Core.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    Converters = [typeof(ChannelJsonConverter)])]
[JsonSerializable(typeof(Template))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(DeliveryPayload))]
internal sealed partial class NotifyJson : JsonSerializerContext;

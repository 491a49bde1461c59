using System.Text.Json.Serialization;
using Notify.Diagnostics;
using Notify.Inbound;

namespace Notify.Inbox;

/// <summary>Source-generated JSON of inbound messages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ChannelJsonConverter)])]
[JsonSerializable(typeof(InboundMessage))]
internal sealed partial class InboundJson : JsonSerializerContext;

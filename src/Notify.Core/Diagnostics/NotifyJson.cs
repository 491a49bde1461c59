using System.Text.Json.Serialization;
using Notify.Messages;
using Notify.Templates;

namespace Notify.Diagnostics;

/// <summary>Source-generated JSON of Core.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    Converters = [typeof(ChannelJsonConverter)])]
[JsonSerializable(typeof(Template))]
[JsonSerializable(typeof(Message))]
internal sealed partial class NotifyJson : JsonSerializerContext;

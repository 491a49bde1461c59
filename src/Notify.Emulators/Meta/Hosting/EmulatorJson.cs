using System.Text.Json;
using System.Text.Json.Serialization;
using Notify.Emulators.Meta.Journals;
using Notify.Emulators.Meta.Phone;

namespace Notify.Emulators.Meta.Hosting;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AcceptedMessage))]
[JsonSerializable(typeof(JournalLine))]
[JsonSerializable(typeof(ConversationPage))]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(TemplateStatusChange))]
[JsonSerializable(typeof(WebhookChange))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(PendingReport))]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class EmulatorJson : JsonSerializerContext;

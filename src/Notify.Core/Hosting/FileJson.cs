using System.Text.Json;
using System.Text.Json.Serialization;
using Notify.Conversations.Files;
using Notify.Templates.Files;

namespace Notify.Hosting;

/// <summary>Source-generated JSON of the files people write, templates and conversations: comments and trailing commas are allowed, unknown fields are not.</summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TemplateFile))]
[JsonSerializable(typeof(ConversationFile))]
internal sealed partial class FileJson : JsonSerializerContext;

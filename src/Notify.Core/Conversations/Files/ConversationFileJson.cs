using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notify.Conversations.Files;

/// <summary>Source-generated JSON of conversations' files: comments and trailing commas are allowed, unknown fields are not.</summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ConversationFile))]
internal sealed partial class ConversationFileJson : JsonSerializerContext;

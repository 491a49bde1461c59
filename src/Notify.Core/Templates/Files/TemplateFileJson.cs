using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notify.Templates.Files;

/// <summary>Source-generated JSON of catalogue files: comments and trailing commas are allowed, unknown fields are not.</summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TemplateFile))]
internal sealed partial class TemplateFileJson : JsonSerializerContext;

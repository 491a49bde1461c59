using System.Text.Json.Serialization;

namespace Notify.Templates.Files;

/// <summary>How a provider's template takes its parameters.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TemplateFileParameters>))]
internal enum TemplateFileParameters
{
    Named = 0,
    Positional = 1,
}

using System.Text.Json.Serialization;

namespace Notify.Templates;

/// <summary>What a template is for, as providers and laws tell messages apart.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TemplateCategory>))]
public enum TemplateCategory
{
    /// <summary>About something the person did or asked for.</summary>
    Utility = 0,

    /// <summary>Anything that sells.</summary>
    Marketing = 1,

    /// <summary>One-time codes.</summary>
    Authentication = 2,
}

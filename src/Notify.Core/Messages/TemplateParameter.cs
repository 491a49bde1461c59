namespace Notify.Messages;

/// <summary>A value for one placeholder of a provider's template.</summary>
/// <param name="Name">The placeholder's name; sent only where the template takes named parameters.</param>
/// <param name="Value">The value. Personal data.</param>
public sealed record TemplateParameter(string Name, string Value);

using Notify.Templates;

namespace Notify.Consents;

/// <summary>What needs recorded consent. Section <c>Consent</c>.</summary>
public sealed class ConsentOptions
{
    /// <summary>Topics of which nothing is sent without it: 1 to 100 of a-z, 0-9, '.', '-' and '_' each. Default none.</summary>
    public IList<string> Topics { get; } = [];

    /// <summary>Categories of templates of which nothing is sent without it, by the template's own topic or else by the category's name in lower case. Default none.</summary>
    public IList<TemplateCategory> Categories { get; } = [];
}

namespace Notify.Templates;

/// <summary>Finds templates. Thread-safe, in memory: no call waits for storage.</summary>
public interface ITemplateCatalog
{
    /// <summary>
    /// The template for a request, or null. Locales are tried in this order: asked for, the contact's, the language part of each, the default.
    /// A pinned version that a locale does not have gives that locale's current one.
    /// </summary>
    ResolvedTemplate? Resolve(in TemplateRequest request);
}

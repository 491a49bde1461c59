using System.Text.RegularExpressions;

namespace Notify.WhatsApp.Approvals;

/// <summary>What a template of Meta's can be called. Meta: "Message templates", lowercase letters, digits and underscores, at most 512.</summary>
internal static partial class TemplateNames
{
    /// <summary>A template's name and language; null where no template is called so. Anything else would be refused by a store for all that came with it.</summary>
    public static (string Name, string Language)? Read(string? name, string? language) =>
        name is not null && language is not null && NamePattern().IsMatch(name) && LanguagePattern().IsMatch(language) ? (name, language) : null;

    [GeneratedRegex(@"\A[a-z0-9_]{1,512}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,32}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LanguagePattern();
}

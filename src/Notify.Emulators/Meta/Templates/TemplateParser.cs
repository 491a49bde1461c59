using System.Text.Json;
using System.Text.RegularExpressions;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Templates;

/// <summary>Reads a template as the management API takes it, and checks it.</summary>
internal static partial class TemplateParser
{
    private const int LongestName = 512;

    public static MetaTemplate? Parse(JsonElement source, RequestCheck check)
    {
        check.Require(source.ValueKind == JsonValueKind.Object, () => MetaError.Request("A template must be a JSON object."));
        var name = check.Text(source, string.Empty, "name", LongestName);
        check.Require(Name().IsMatch(name), () => MetaError.Request("The template's name may hold lower-case letters, digits and underscores only."));
        var language = check.Text(source, string.Empty, "language");
        check.Require(Language().IsMatch(language), () => MetaError.Request("The template's language must look like en or en_US."));
        var category = check.OneOf(source, string.Empty, "category", MetaTemplate.Authentication, "MARKETING", "UTILITY");
        var format = check.Has(source, "parameter_format") ? check.Text(source, string.Empty, "parameter_format").ToUpperInvariant() : MetaTemplate.PositionalFormat;
        check.Require(
            format is MetaTemplate.NamedFormat or MetaTemplate.PositionalFormat,
            () => MetaError.Request("The template's parameter_format must be NAMED or POSITIONAL."));
        var components = check.Objects(source, string.Empty, "components", most: 4);
        var shape = ShapeParser.Parse(components, category, format, check);
        return check.Error is not null ? null : new MetaTemplate
        {
            Name = name,
            Language = language,
            Category = category,
            ParameterFormat = format,
            Components = source.GetProperty("components").Clone(),
            Shape = shape,
        };
    }

    [GeneratedRegex("^[a-z0-9_]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z]{2,3}(?:_[A-Za-z]{2,4})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Language();
}

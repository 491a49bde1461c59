using System.Text.Json;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Templates;

namespace Notify.Emulators.Meta.Sends.TemplateSends;

/// <summary>Fills a text's placeholders from the parameters of a component.</summary>
internal static class TextParameters
{
    private const string TooManySpaces = "     ";

    public static string Fill(TextPattern pattern, bool named, SentComponent? component, RequestCheck check)
    {
        var parameters = component?.Parameters ?? [];
        check.Require(
            parameters.Count == pattern.Names.Count,
            () => new MetaError(132000, $"The number of parameters ({parameters.Count}) does not match the expected number ({pattern.Names.Count})."));
        if (check.Error is not null)
        {
            return string.Empty;
        }

        var values = new string[pattern.Names.Count];
        for (var index = 0; index < parameters.Count; index++)
        {
            var path = $"{component!.Path}.parameters[{index}]";
            var place = named ? FindPlace(pattern, parameters[index], path, check) : CheckUnnamed(parameters[index], path, index, check);
            check.Require(values[place] is null, () => new MetaError(132012, $"{path} repeats the name of an earlier parameter."));
            values[place] = ReadValue(parameters[index], path, check);
        }

        return check.Error is null ? pattern.Render(values) : string.Empty;
    }

    /// <summary>One parameter's text, whatever its type.</summary>
    public static string ReadValue(JsonElement parameter, string path, RequestCheck check)
    {
        var type = check.OneOf(parameter, path, "type", "text", "currency", "date_time");
        check.Only(parameter, path, "type", "parameter_name", type);
        var text = type switch
        {
            "text" => check.Text(parameter, path, "text"),
            "currency" => ReadCurrency(check.Object(parameter, path, "currency"), $"{path}.currency", check),
            _ => ReadFallback(check.Object(parameter, path, "date_time"), $"{path}.date_time", check),
        };
        check.Require(
            !text.AsSpan().ContainsAny('\n', '\r', '\t') && !text.Contains(TooManySpaces, StringComparison.Ordinal),
            () => new MetaError(132018, $"The text of {path} has a new line, a tab or more than four spaces in a row."));
        return text;
    }

    private static string ReadCurrency(JsonElement currency, string path, RequestCheck check)
    {
        check.Only(currency, path, "fallback_value", "code", "amount_1000");
        check.Text(currency, path, "code", most: 3);
        check.Number(currency, path, "amount_1000", least: long.MinValue, most: long.MaxValue);
        return check.Text(currency, path, "fallback_value");
    }

    private static string ReadFallback(JsonElement value, string path, RequestCheck check) => check.Text(value, path, "fallback_value");

    private static int FindPlace(TextPattern pattern, JsonElement parameter, string path, RequestCheck check)
    {
        check.Require(check.Has(parameter, "parameter_name"), () => new MetaError(132012, $"{path} has no parameter_name, and the template's parameters are named."));
        var name = check.Text(parameter, path, "parameter_name");
        var place = pattern.Names.TakeWhile(known => known != name).Count();
        check.Require(place < pattern.Names.Count, () => new MetaError(132012, $"The parameter_name of {path} is not one of the template's."));
        return Math.Min(place, pattern.Names.Count - 1);
    }

    private static int CheckUnnamed(JsonElement parameter, string path, int index, RequestCheck check)
    {
        check.Require(
            !check.Has(parameter, "parameter_name"),
            () => new MetaError(132012, $"{path} has a parameter_name, and the template's parameters go by position."));
        return index;
    }
}

using System.Globalization;
using System.Text.Json;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Templates;

namespace Notify.Emulators.Meta.Sends.TemplateSends;

/// <summary>Fills a template's buttons.</summary>
internal static class ButtonParameters
{
    public static IReadOnlyList<MessageButton> Fill(IReadOnlyList<ButtonShape> shapes, IReadOnlyList<SentComponent> components, RequestCheck check)
    {
        var values = new string?[shapes.Count];
        foreach (var component in components)
        {
            var index = ReadIndex(component, shapes.Count, check);
            if (check.Error is not null)
            {
                return [];
            }

            check.Require(values[index] is null, () => MetaError.Request($"{component.Path} repeats the index of an earlier button."));
            values[index] = ReadValue(shapes[index], component, check);
        }

        for (var index = 0; index < shapes.Count; index++)
        {
            var place = index;
            check.Require(
                values[place] is not null || !shapes[place].NeedsParameter,
                () => new MetaError(131008, $"buttons: the button at index {place} of type {shapes[place].Kind} requires a parameter."));
        }

        return check.Error is not null ? [] : [.. shapes.Select((shape, index) => Show(shape, values[index] ?? string.Empty))];
    }

    private static MessageButton Show(ButtonShape shape, string parameter)
    {
        var value = shape.Kind is "copy_code" or "otp" or "quick_reply" ? parameter : shape.Value.Render(shape.Value.Names.Count > 0 ? [parameter] : []);
        return new MessageButton(shape.Kind, shape.Text, value.Length > 0 ? value : null);
    }

    private static int ReadIndex(SentComponent component, int count, RequestCheck check)
    {
        check.Require(check.Has(component.Source, "index"), () => MetaError.Missing($"{component.Path}.index"));
        if (check.Error is not null)
        {
            return 0;
        }

        // Meta's examples write it both as a string and as a number.
        var element = component.Source.GetProperty("index");
        var text = element.ValueKind is JsonValueKind.String or JsonValueKind.Number ? element.ToString() : string.Empty;
        var index = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
        check.Require(index < count, () => new MetaError(132000, $"The index of {component.Path} is not one of the template's {count} buttons."));
        return index;
    }

    private static string ReadValue(ButtonShape shape, SentComponent component, RequestCheck check)
    {
        var subType = check.Text(component.Source, component.Path, "sub_type").ToLowerInvariant();
        check.Require(
            subType == shape.SubType,
            () => new MetaError(132012, $"The sub_type of {component.Path} does not match the template's button, which is of type {shape.Kind}."));
        check.Require(
            shape.NeedsParameter || subType != "url",
            () => new MetaError(132000, $"The button at {component.Path} has a fixed link and takes no parameter."));
        var parameters = component.Parameters;
        var optional = subType is "flow" or "catalog";
        check.Require(
            parameters.Count == 1 || (optional && parameters.Count == 0),
            () => new MetaError(132000, $"The number of parameters of {component.Path} ({parameters.Count}) does not match the expected number (1)."));
        return check.Error is not null || parameters.Count == 0 ? string.Empty : ReadParameter(subType, parameters[0], $"{component.Path}.parameters[0]", check);
    }

    private static string ReadParameter(string subType, JsonElement parameter, string path, RequestCheck check)
    {
        var (type, field) = subType switch
        {
            "url" => ("text", "text"),
            "quick_reply" => ("payload", "payload"),
            "copy_code" => ("coupon_code", "coupon_code"),
            _ => ("action", "action"),
        };
        check.OneOf(parameter, path, "type", type);
        check.Only(parameter, path, "type", field);
        if (field == "action")
        {
            check.Object(parameter, path, field);
            return string.Empty;
        }

        return check.Text(parameter, path, field, most: 2000);
    }
}

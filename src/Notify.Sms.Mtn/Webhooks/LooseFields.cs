using System.Text.Json;
using Notify.Http;

namespace Notify.Sms.Mtn.Webhooks;

/// <summary>Reads fields whose case and type nobody documents.</summary>
internal static class LooseFields
{
    /// <summary>A property's value, whatever the case of its name; null where it is absent or null.</summary>
    public static JsonElement? Loose(this JsonElement element, string name)
    {
        if (element.Field(name) is { ValueKind: not JsonValueKind.Null } exact)
        {
            return exact;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (NameOf(property) is { } given && given.Equals(name, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind != JsonValueKind.Null)
            {
                return property.Value;
            }
        }

        return null;
    }

    /// <summary>A property that is a text or a number, as text; null where it is empty.</summary>
    public static string? LooseText(this JsonElement element, string name) => element.Loose(name) switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { ValueKind: JsonValueKind.String } text => text.AsText() is { Length: > 0 } given ? given : null,
        _ => null,
    };

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            // A name that is not valid text.
            return null;
        }
    }
}

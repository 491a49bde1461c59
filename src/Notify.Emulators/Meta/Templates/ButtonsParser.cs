using System.Text.Json;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Templates;

/// <summary>Reads a template's buttons.</summary>
internal static class ButtonsParser
{
    private const int MostButtons = 10;
    private const int LongestLabel = 25;
    private const int LongestLink = 2000;

    public static IReadOnlyList<ButtonShape> Parse(JsonElement component, string path, RequestCheck check)
    {
        var buttons = check.Objects(component, path, "buttons", MostButtons);
        return [.. buttons.Select((button, index) => ParseOne(button, $"{path}.buttons[{index}]", check))];
    }

    private static ButtonShape ParseOne(JsonElement button, string path, RequestCheck check)
    {
        var type = check.Text(button, path, "type").ToUpperInvariant();
        return type switch
        {
            "QUICK_REPLY" => Plain(type, "quick_reply"),
            "URL" => Link(button, path, check),
            "PHONE_NUMBER" => Plain(type, string.Empty, check.Text(button, path, "phone_number", most: 20)),
            "COPY_CODE" => Code("copy_code", "copy_code"),
            "OTP" => Code("otp", "url"),
            "FLOW" => Plain(type, "flow"),
            "CATALOG" => Plain(type, "catalog"),
            "MPM" => Plain(type, "mpm", needsParameter: true),
            _ => Unknown(),
        };

        ButtonShape Plain(string kind, string subType, string value = "", bool needsParameter = false)
            => new(kind.ToLowerInvariant(), check.Text(button, path, "text", LongestLabel), TextPattern.Parse(value), subType, needsParameter);

        ButtonShape Code(string kind, string subType)
            => new(kind, check.OptionalText(button, path, "text", LongestLabel) ?? "Copy code", TextPattern.Empty, subType, NeedsParameter: true);

        ButtonShape Unknown()
        {
            check.Fail(MetaError.Request($"The type of {path} is not one of Meta's button types."));
            return new ButtonShape(string.Empty, string.Empty, TextPattern.Empty, string.Empty, NeedsParameter: false);
        }
    }

    private static ButtonShape Link(JsonElement button, string path, RequestCheck check)
    {
        var url = TextPattern.Parse(check.Text(button, path, "url", LongestLink));
        check.Require(url.Names.Count <= 1, () => MetaError.Request($"The link of {path} may have one placeholder."));
        return new ButtonShape("url", check.Text(button, path, "text", LongestLabel), url, "url", NeedsParameter: url.Names.Count > 0);
    }
}

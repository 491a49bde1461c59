using System.Globalization;
using System.Text.Json;
using Notify.Emulators.Meta.Checking;

namespace Notify.Emulators.Meta.Sends.Contents;

internal static class LocationContent
{
    private const int LongestText = 1000;

    public static MessageContent Read(JsonElement root, RequestCheck check)
        => MessageContent.Empty with { Header = ReadHeader(root, string.Empty, check) };

    public static MessageHeader ReadHeader(JsonElement parent, string parentPath, RequestCheck check)
    {
        var path = RequestCheck.Join(parentPath, "location");
        var location = check.Object(parent, parentPath, "location");
        check.Only(location, path, "latitude", "longitude", "name", "address");
        var latitude = check.Number(location, path, "latitude", least: -90, most: 90);
        var longitude = check.Number(location, path, "longitude", least: -180, most: 180);
        string?[] parts = [check.OptionalText(location, path, "name", LongestText), check.OptionalText(location, path, "address", LongestText)];
        var text = string.Join(", ", parts.Where(part => part is not null));
        return new MessageHeader("location", text.Length > 0 ? text : null, string.Create(CultureInfo.InvariantCulture, $"{latitude}, {longitude}"));
    }
}

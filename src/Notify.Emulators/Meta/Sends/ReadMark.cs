using System.Text.Json;
using Notify.Emulators.Meta.Checking;

namespace Notify.Emulators.Meta.Sends;

/// <summary>Marks an incoming message as read, with or without showing that one is typing.</summary>
internal static class ReadMark
{
    public static void Check(JsonElement root, RequestCheck check)
    {
        check.Only(root, string.Empty, "messaging_product", "status", "message_id", "typing_indicator");
        check.OneOf(root, string.Empty, "status", "read");
        check.Text(root, string.Empty, "message_id");
        if (check.Has(root, "typing_indicator"))
        {
            var indicator = check.Object(root, string.Empty, "typing_indicator");
            check.Only(indicator, "typing_indicator", "type");
            check.OneOf(indicator, "typing_indicator", "type", "text");
        }
    }
}

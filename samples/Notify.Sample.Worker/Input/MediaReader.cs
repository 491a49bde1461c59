using System.Text.Json;
using Notify.Messages;

namespace Notify.Sample.Worker.Input;

/// <summary>Reads a line's <c>media</c>.</summary>
internal static class MediaReader
{
    private static readonly string[] MediaFields = ["kind", "link", "caption", "fileName"];

    public static MediaMessage? Read(JsonElement media, string marker, LineErrors errors)
    {
        var fields = new JsonFields(media, "media.", MediaFields, errors);
        if (fields.Text("link") is not { } link)
        {
            errors.Missing("media.link");
            return null;
        }

        if (fields.OneOf<MediaKind>("kind") is not { } kind)
        {
            if (!fields.Has("kind"))
            {
                errors.Missing("media.kind");
            }

            return null;
        }

        // Sound and stickers take no caption: there the marker is the link's fragment.
        var captioned = kind is not (MediaKind.Audio or MediaKind.Sticker);
        var file = new Media(kind, captioned ? link : link + marker, FileName: fields.Text("fileName"));
        return new MediaMessage(file, captioned ? $"{fields.Text("caption")} {marker}".TrimStart() : fields.Text("caption"));
    }
}

using System.Text.Json;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Sends.Contents;

/// <summary>Image, video, audio, document and sticker, also where they are a header.</summary>
internal static class MediaContent
{
    private const int LongestCaption = 1024;
    private const int LongestFileName = 240;

    public static MessageContent Read(JsonElement root, string kind, RequestCheck check)
    {
        var header = ReadHeader(root, string.Empty, kind, captionAllowed: kind is "image" or "video" or "document", out var caption, check);
        return new MessageContent(caption ?? string.Empty) { Header = header };
    }

    public static MessageHeader ReadHeader(JsonElement parent, string parentPath, string kind, RequestCheck check)
        => ReadHeader(parent, parentPath, kind, captionAllowed: false, out _, check);

    private static MessageHeader ReadHeader(JsonElement parent, string parentPath, string kind, bool captionAllowed, out string? caption, RequestCheck check)
    {
        var path = RequestCheck.Join(parentPath, kind);
        var media = check.Object(parent, parentPath, kind);
        check.Only(media, path, KnownFields(kind, captionAllowed));
        check.Require(check.Has(media, "id") != check.Has(media, "link"), () => MetaError.Invalid(path, "must have exactly one of id and link"));
        var id = check.OptionalText(media, path, "id");
        var link = check.OptionalText(media, path, "link");
        check.Require(link is null || IsHttps(link), () => MetaError.Invalid($"{path}.link", "must be an https address"));
        caption = captionAllowed ? check.OptionalText(media, path, "caption", LongestCaption) : null;
        var fileName = kind == "document" ? check.OptionalText(media, path, "filename", LongestFileName) : null;
        return new MessageHeader(kind, fileName, link ?? id);
    }

    private static string[] KnownFields(string kind, bool captionAllowed) => (kind, captionAllowed) switch
    {
        ("document", true) => ["id", "link", "caption", "filename"],
        ("document", false) => ["id", "link", "filename"],
        (_, true) => ["id", "link", "caption"],
        _ => ["id", "link"],
    };

    private static bool IsHttps(string link) => Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;
}

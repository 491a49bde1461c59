using System.Text.Json.Serialization;

namespace Notify.Messages;

/// <summary>What kind of file a <see cref="MediaMessage"/> or a template's header carries.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MediaKind>))]
public enum MediaKind
{
    /// <summary>A picture.</summary>
    Image = 0,

    /// <summary>A video.</summary>
    Video = 1,

    /// <summary>Sound; takes no caption.</summary>
    Audio = 2,

    /// <summary>A document, with an optional file name.</summary>
    Document = 3,

    /// <summary>A sticker; takes no caption.</summary>
    Sticker = 4,
}

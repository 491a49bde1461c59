using Notify.Messages;

namespace Notify.Inbound;

/// <summary>A file, kept by the provider; fetch it by its id.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The provider's id of the file.</param>
/// <param name="MimeType">Its MIME type.</param>
/// <param name="Sha256">Its hash in the provider's own writing; null where it gave none.</param>
/// <param name="Caption">The text beside it; null for none.</param>
/// <param name="FileName">Its name; documents only.</param>
/// <param name="IsVoice">Whether it is a voice note.</param>
public sealed record InboundMedia(
    MediaKind Kind, string Id, string? MimeType, string? Sha256, string? Caption, string? FileName, bool IsVoice) : InboundContent
{
    /// <inheritdoc/>
    public override string Text => Caption ?? "";
}

namespace Notify.Emulators.Meta;

/// <summary>What stands above the body of a message.</summary>
/// <param name="Kind"><c>text</c>, <c>image</c>, <c>video</c>, <c>audio</c>, <c>document</c>, <c>sticker</c>, <c>location</c> or <c>contacts</c>.</param>
/// <param name="Text">The text of a text header; else what names the attachment for a person (a file name, a place), if anything does.</param>
/// <param name="Source">The link or media id of an attachment; null otherwise.</param>
public sealed record MessageHeader(string Kind, string? Text, string? Source);

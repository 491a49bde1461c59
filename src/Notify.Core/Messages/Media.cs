namespace Notify.Messages;

/// <summary>A file: either uploaded to the provider before, or fetched by it from a link. Exactly one of the two is given.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Link">Where the provider fetches it: an absolute https address.</param>
/// <param name="Id">The provider's id of an upload.</param>
/// <param name="FileName">The name shown; documents only.</param>
public sealed record Media(MediaKind Kind, string? Link = null, string? Id = null, string? FileName = null);

namespace Notify.Emulators.Meta.Errors;

/// <summary>Why a request is refused, in Meta's terms. Details never repeat a value of the request: they end up in logs.</summary>
internal sealed record MetaError(int Code, string Details, int? Subcode = null)
{
    private const int InvalidRequestCode = 100;

    public static MetaError Missing(string path) => new(131008, $"The parameter {path} is required.");

    public static MetaError Invalid(string path, string rule) => new(131009, $"The parameter {path} {rule}.");

    public static MetaError Request(string details, int? subcode = null) => new(InvalidRequestCode, details, subcode);

    public static MetaError OfCode(int code) => new(code, ErrorCatalogue.Find(code).Title);
}

using System.Collections.Frozen;

namespace Notify.Emulators.Mtn;

/// <summary>Why a request is refused, in MTN's terms. Words never repeat a value of the request: they end up in logs.</summary>
internal sealed record MtnError(int HttpStatus, string Code, string Message)
{
    // Code and HTTP status as MTN's pages have them.
    private static readonly FrozenDictionary<int, int> Statuses = new Dictionary<int, int>
    {
        [1000] = 404, [1001] = 400, [1005] = 500, [1007] = 500, [1012] = 408, [1013] = 429, [2000] = 400, [3000] = 503, [3001] = 500, [3003] = 408, [3006] = 429,
        [4000] = 401, [4001] = 405, [5000] = 400, [5001] = 400, [6000] = 403, [6001] = 403,
    }.ToFrozenDictionary();

    public static MtnError Unauthorized(string message) => new(401, "4000", message);

    public static MtnError Invalid(string message) => new(400, "5000", message);

    /// <summary>The error of a code; null where MTN has no such code.</summary>
    public static MtnError? OfCode(int code) =>
        Statuses.TryGetValue(code, out var status) ? new MtnError(status, code.ToString(System.Globalization.CultureInfo.InvariantCulture), "Refused as its recipient asked for.") : null;
}

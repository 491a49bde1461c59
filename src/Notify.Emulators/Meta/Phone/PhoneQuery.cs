using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Notify.Emulators.Meta.Phone;

/// <summary>What the page asks for. Anything unreadable counts as not given.</summary>
internal sealed record PhoneQuery(string Search, AcceptedStatus? Status, int Offset, int Limit, long? Before, bool Reveal)
{
    private const int UsualLimit = 50;
    private const int MostLimit = 500;

    public static PhoneQuery Read(HttpRequest request)
    {
        var limit = Number(request, "limit") ?? UsualLimit;
        return new PhoneQuery(
            request.Query["search"].ToString().Trim(),
            Enum.TryParse<AcceptedStatus>(request.Query["status"], ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null,
            (int)Math.Clamp(Number(request, "offset") ?? 0, 0, int.MaxValue),
            (int)Math.Clamp(limit, 1, MostLimit),
            Number(request, "before"),
            request.Query["reveal"] == "true");
    }

    private static long? Number(HttpRequest request, string name)
        => long.TryParse(request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

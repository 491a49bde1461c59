using System.Globalization;
using System.Net;

namespace Notify.Emulators.Meta.Webhooks;

/// <summary>Why a call to a webhook failed.</summary>
/// <param name="Url">The webhook.</param>
/// <param name="Words">Why, for people.</param>
/// <param name="Status">The HTTP status it answered with; null where there was no answer.</param>
internal sealed record WebhookProblem(Uri Url, string Words, int? Status = null)
{
    public static WebhookProblem Answered(Uri url, HttpStatusCode status, string what = "") =>
        new(url, string.Create(CultureInfo.InvariantCulture, $"it answered {(int)status}{what}"), (int)status);
}

using Notify.Outcomes;
using Polly.Timeout;

namespace Notify.Http;

/// <summary>What came of a <see cref="WireCall"/>.</summary>
/// <param name="Answer">What came back; null where nothing did.</param>
/// <param name="MayHaveLeft">Whether any of the message may have reached the network.</param>
/// <param name="Error">How the call ended, where it did not end well.</param>
/// <param name="IsCancelled">Whether the caller cancelled it.</param>
internal sealed record WireResult(Answer? Answer, bool MayHaveLeft, Exception? Error, bool IsCancelled)
{
    /// <summary>The outcome where no answer came: doubt once the message may have left, else nothing was sent.</summary>
    public Outcome WithoutAnswer()
    {
        var code = IsCancelled ? "cancelled" : IsTimeout(Error) ? "timeout" : "network";
        var detail = Clean.Detail(Error is HttpRequestException http ? $"{http.HttpRequestError}: {http.Message}" : Error?.Message);
        return MayHaveLeft
            ? Outcome.Unknown(code, detail) with { Remedy = "Wait for the receipt; it tells whether the message was taken." }
            : new Outcome
            {
                Class = OutcomeClass.Retry,
                Code = code,
                Detail = detail,
                Remedy = "Nothing was sent. Check the network, the proxy and BaseAddress.",
            };
    }

    private static bool IsTimeout(Exception? error) => error is TimeoutRejectedException or OperationCanceledException or TimeoutException;
}

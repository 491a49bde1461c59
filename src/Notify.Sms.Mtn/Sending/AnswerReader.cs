using System.Text.Json;
using Notify.Http;
using Notify.Outcomes;
using Notify.Sms.Mtn.Accounts;
using Notify.Sms.Mtn.Errors;

namespace Notify.Sms.Mtn.Sending;

/// <summary>Turns what came back into an outcome.</summary>
internal static class AnswerReader
{
    /// <summary>The code of an outcome without a readable answer.</summary>
    private const string Unreadable = "unreadable";

    public static Outcome Read(Answer answer, MtnAccount account)
    {
        using var document = JsonFields.Parse(answer.Body);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
        {
            return Doubt(answer, "no JSON");
        }

        var code = root.Text("statusCode");
        var isTaken = answer.IsSuccess && (string.IsNullOrEmpty(code) || code.All(static c => c == '0'));
        return isTaken ? Accepted(answer, root, code) : Refused(answer, root, account);
    }

    /// <summary>The outcome of a refused token or key: nothing was taken, whatever the body says.</summary>
    public static Outcome Unauthorized(Answer answer, MtnAccount account, bool isWorthATry)
    {
        using var document = JsonFields.Parse(answer.Body);
        var error = document is null ? null : ProviderError.Read(document.RootElement);
        var outcome = error?.Classify(account.Errors, answer.Status) ?? account.Errors.Classify("4000");
        return isWorthATry
            ? outcome with { Class = OutcomeClass.Retry, Scope = OutcomeScope.Delivery, RetryAfter = TimeSpan.FromSeconds(1), Remedy = "The next send asks for a new token." }
            : outcome;
    }

    // v3 answers with a transaction's id, v2 with a request's, the nested form with an address; a code of noughts alone is enough.
    private static Outcome Accepted(Answer answer, JsonElement root, string? code)
    {
        var data = root.Field("data");
        var nested = root.Field("outboundSMSMessageRequest");
        var id = root.Text("transactionId") ?? data?.Text("transactionId") ?? data?.Text("requestId") ?? root.Text("requestId")
            ?? nested?.Text("resourceURL") ?? nested?.Field("resourceReference")?.Text("resourceURL") ?? root.Field("resourceReference")?.Text("resourceURL");
        return id is { Length: > 0 } || !string.IsNullOrEmpty(code)
            ? Outcome.Accepted(string.IsNullOrEmpty(id) ? null : id)
            : Doubt(answer, "neither a status code nor an id");
    }

    private static Outcome Refused(Answer answer, JsonElement root, MtnAccount account)
    {
        if (ProviderError.Read(root) is not { } error)
        {
            return Doubt(answer, "no error code");
        }

        var outcome = error.Classify(account.Errors, answer.Status);
        return outcome.Class is OutcomeClass.Rejected or OutcomeClass.Unknown
            ? outcome
            : outcome with { RetryAfter = Waits.Longer(outcome.RetryAfter, Waits.RetryAfter(answer, account.Time)) };
    }

    private static Outcome Doubt(Answer answer, string problem) =>
        Outcome.Unknown(Unreadable, $"HTTP {answer.Status} with {problem} in {answer.Body.Length} bytes") with
        {
            Remedy = "Wait for the delivery report. If this goes on, something between here and MTN answers in its place: a proxy or a gateway.",
        };
}

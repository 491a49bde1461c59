using System.Text.Json;
using Notify.Outcomes;
using Notify.WhatsApp.Accounts;
using Notify.WhatsApp.Errors;
using Notify.WhatsApp.Webhooks;
using Notify.Http;

namespace Notify.WhatsApp.Sending;

/// <summary>Turns what came back into an outcome.</summary>
internal static class AnswerReader
{
    /// <summary>The code of an outcome without a readable answer.</summary>
    private const string Unreadable = "unreadable";

    public static Outcome Read(Answer answer, WhatsAppAccount account, int sendNumber)
    {
        using var document = JsonFields.Parse(answer.Body);
        if (document is null)
        {
            return Doubt(answer, "no JSON");
        }

        return answer.IsSuccess ? Accepted(answer, document.RootElement) : Refused(answer, document.RootElement, account, sendNumber);
    }

    private static Outcome Accepted(Answer answer, JsonElement root)
    {
        var message = root.Items("messages").FirstOrDefault();
        if (message.Text("id") is not { Length: > 0 } id)
        {
            return Doubt(answer, "no message id");
        }

        // Template pacing: taken, but held for a while.
        var held = message.Text("message_status") is "held_for_quality_assessment" or "paused" ? message.Text("message_status") : null;
        return Outcome.Accepted(id) with
        {
            Detail = held is null ? null : $"message_status {held}",
            AlsoKnownAs = PersonReader.User(root.Items("contacts").FirstOrDefault(), "user_id"),
        };
    }

    private static Outcome Refused(Answer answer, JsonElement root, WhatsAppAccount account, int sendNumber)
    {
        if (root.Field("error") is not { } json || ProviderError.Read(json) is not { } error)
        {
            return Doubt(answer, "no error code");
        }

        var outcome = error.Classify(account.Errors, answer.Status, sendNumber);
        return outcome.Class == OutcomeClass.Rejected
            ? outcome
            : outcome with { RetryAfter = Waits.Longer(outcome.RetryAfter, MetaWaits.Asked(answer, account)) };
    }

    private static Outcome Doubt(Answer answer, string problem) =>
        Outcome.Unknown(Unreadable, $"HTTP {answer.Status} with {problem} in {answer.Body.Length} bytes") with
        {
            Remedy = "Wait for the receipt. If this goes on, something between here and Meta answers in its place: a proxy or a gateway.",
        };
}

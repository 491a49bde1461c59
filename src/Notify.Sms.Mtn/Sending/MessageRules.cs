using System.Text.RegularExpressions;
using Notify.Contacts;
using Notify.Messages;
using Notify.Outcomes;
using Notify.Sending;

namespace Notify.Sms.Mtn.Sending;

/// <summary>What cannot be an SMS, found before the call.</summary>
internal static partial class MessageRules
{
    /// <summary>The rejection, or null where the message may be sent.</summary>
    public static Outcome? Check(SendRequest request)
    {
        if (request.To.Kind != Address.PhoneKind || !E164().IsMatch(request.To.Value ?? ""))
        {
            return Refuse("invalid_recipient", "The recipient is not a phone number in E.164.", "Give the number as '+', country code and number.")
                with { Scope = OutcomeScope.Recipient };
        }

        return request.Message switch
        {
            TextMessage or TemplateMessage => request.Message.Text.Length == 0
                ? Refuse("text_empty", "The text is empty.", "Give the message a text; a template needs one for SMS.")
                : null,
            var other => Refuse("unsupported_message", $"An SMS cannot carry a {other.GetType().Name}.", "Send text, or a link to the file."),
        };
    }

    private static Outcome Refuse(string code, string detail, string remedy) => Outcome.Rejected(code, detail) with { Remedy = remedy };

    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex E164();
}

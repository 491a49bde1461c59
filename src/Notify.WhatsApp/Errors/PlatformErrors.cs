using static Notify.Outcomes.OutcomeScope;
using static Notify.WhatsApp.Errors.ErrorLine;

namespace Notify.WhatsApp.Errors;

/// <summary>Codes of the Graph API: tokens, permissions, call limits, accounts.</summary>
internal static class PlatformErrors
{
    private const string NewToken = "Issue a new access token and set it as the account's AccessToken.";
    private const string Permission = "Give the app's system user the whatsapp_business_messaging and whatsapp_business_management permissions.";
    private const string FewerCalls = "Make fewer calls, or wait until the limit's window is over.";

    /// <summary>The lines.</summary>
    public static IReadOnlyList<WhatsAppError> All { get; } =
    [
        Stop(0, App, "The access token has expired or was withdrawn.", NewToken).Http(401),
        Retry(1, Delivery, "An invalid request, or a fault on Meta's side.",
            "Look at Meta's status page; if it is green, check the request.").Http(400),
        Retry(2, Delivery, "Meta's service is down or overloaded.", "Look at Meta's status page.").Http(503),
        Stop(3, App, "The app lacks a capability or permission.", Permission).Http(500),
        Defer(4, App, "The app's call limit is reached.", FewerCalls).Http(429),
        Stop(10, App, "A permission was not granted, or was removed.", Permission).Http(403),
        Defer(17, App, "The user's call limit is reached.", FewerCalls).Http(429).FromOpenApi(),
        Defer(32, App, "The page's call limit is reached.", FewerCalls).Http(429).FromOthers(),
        Defer(613, App, "A call limit is reached.", FewerCalls).Http(429).FromOthers(),
        Stop(33, Number, "The business phone number was deleted.", "Check the account's PhoneNumberId.").MaybeHttp(400),
        Reject(100, Delivery, "The request has a parameter that is unknown, misspelled or too long.",
            "Compare the message with Meta's reference; the details name the parameter.").Http(400),
        Stop(104, App, "The call carried no access token.", NewToken).Http(401),
        Stop(190, App, "The access token has expired.", NewToken).Http(401),
        Stop(200, App, "A permission is missing.", Permission).Http(403) with { LastCode = 299 },
        Stop(368, Account, "The business account is restricted or switched off for breaking a policy.",
            "See what was broken in Business Manager under account quality, and appeal there.").Http(403),
        Defer(80007, Account, "The business account's call limit is reached.", FewerCalls).Http(429),
        Defer(80008, Account, "Too many calls to this business account.", FewerCalls).FromOthers(),
    ];
}

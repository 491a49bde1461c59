using static Notify.Outcomes.OutcomeScope;
using static Notify.WhatsApp.Errors.ErrorLine;

namespace Notify.WhatsApp.Errors;

/// <summary>Codes 130403 to 131064: sending and reaching people.</summary>
internal static class DeliveryErrors
{
    private const string FixMessage = "Correct the message; the details name the parameter.";
    private const string OtherWay = "Reach this person another way, for instance by SMS.";

    /// <summary>The lines.</summary>
    public static IReadOnlyList<WhatsAppError> All { get; } =
    [
        Reject(130403, Recipient, "Your business has blocked this person.", "Unblock the person first; do not try again.").PersonBlocked(),
        Retry(130429, Number, "The number's messages per second are used up.",
            "Send more slowly, or ask for a higher throughput.").Http(429),
        Reject(130472, Delivery, "Meta held the message back as part of an experiment.", OtherWay).MaybeHttp(400),
        Reject(130497, Country, "The business account may not message people in this country.",
            "Leave this country out, or reach it by SMS.").Http(403).ByPerson(),
        Retry(131000, Delivery, "Something failed on Meta's side, unknown what.", "Ask Meta's support if it stays.").Http(500),
        Stop(131005, App, "A permission was not granted, or was removed.",
            "Check the token's permissions with Meta's token debugger.").Http(403),
        Reject(131008, Delivery, "A required parameter is missing.", FixMessage).MaybeHttp(400),
        Reject(131009, Delivery, "A parameter's value is not valid.", FixMessage).Http(400),
        Retry(131016, Delivery, "A service is out for the moment.", "Look at Meta's status page.").MaybeHttp(500),
        Reject(131021, Recipient, "The recipient is the sending number itself.", "Send to another number.").MaybeHttp(400),
        Reject(131026, Recipient, "Undeliverable: not on WhatsApp, terms not accepted, or too old an app.", OtherWay).MaybeHttp(400).NotOnChannel(),
        Reject(131030, Recipient, "The recipient is not among the test number's allowed ones.",
            "Add the number to the allowed list, or send from a real number.").MaybeHttp(400).FromOthers(),
        Stop(131031, Account, "The business account is locked.", "Ask the health status endpoint what is wrong.").Http(403),
        Stop(131037, Number, "The number has no approved display name.",
            "Ask for a display name and wait for its approval.").MaybeHttp(400),
        Stop(131042, Account, "Something is wrong with the payment method.", "Mend the business account's billing.").MaybeHttp(400),
        Reject(131043, Delivery, "The message expired before it was delivered.", "Send it again if it still matters.").FromOthers(),
        Stop(131045, Number, "The number's registration failed.", "Register the number again.").MaybeHttp(500),
        Reject(131047, Delivery, "More than 24 hours since the person last wrote.", "Send a template instead of free text.").MaybeHttp(400).WindowClosed(),
        Stop(131048, Number, "Too many earlier messages were blocked or reported as spam.",
            "Check the number's quality in WhatsApp Manager before sending on.").Http(429).ByItself(),
        Defer(131049, Recipient, "Held back: this person has had enough marketing messages.",
            "Wait a day or more; trying earlier makes it longer.").MaybeHttp(400).After(24 * 60),
        Reject(131050, Recipient, "This person has stopped marketing messages from you.",
            "Nothing: it is kept with the contact, and no more marketing is sent.").MaybeHttp(400).MarketingOptOut(),
        Reject(131051, Delivery, "This type of message is not supported.", "Send a type that the Cloud API takes.").MaybeHttp(400),
        Reject(131052, Delivery, "A file the person sent could not be fetched.", "Ask the person to send it again.").MaybeHttp(400),
        Reject(131053, Delivery, "The message's file could not be uploaded.", "Check the file's address, type and size.").MaybeHttp(400),
        Reject(131055, Delivery, "This way of sending is not allowed for this message.",
            "Send it through the ordinary messages endpoint.").Http(400),
        Retry(131056, Recipient, "Too many messages to this person in a short time; others are not affected.",
            "Leave six seconds between messages to one person.").Http(429) with { Delay = TimeSpan.FromSeconds(1), DelayFactor = 4 },
        Retry(131057, Number, "The number is in maintenance, mostly a throughput upgrade.",
            "Wait; it takes about a minute.").MaybeHttp(500).After(1),
        Reject(131061, Template, "A template with a maximum price went through the messages endpoint.",
            "Use a template without one.").FromOthers(),
        Reject(131062, Delivery, "This message cannot go to a business-scoped user id.", "Send it to the phone number.").FromOthers(),
        Reject(131063, Template, "Marketing templates are switched off for the Cloud API here.",
            "Send marketing through Meta's marketing API."),
        Stop(131064, Account, "Too many templates were put into the wrong category; Meta lifts this by itself.",
            "Correct the categories, and wait.").ByItself(),
    ];
}

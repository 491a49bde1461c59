using static Notify.Outcomes.OutcomeScope;
using static Notify.WhatsApp.Errors.ErrorLine;

namespace Notify.WhatsApp.Errors;

/// <summary>Codes about numbers and their registration, most of them off the path of a send, and the rest.</summary>
internal static class RegistrationErrors
{
    private const string WaitPin = "Wait as long as the details say before the next guess.";

    /// <summary>The lines.</summary>
    public static IReadOnlyList<WhatsAppError> All { get; } =
    [
        Reject(133000, Delivery, "An earlier deregistration did not finish.",
            "Deregister the number again, then register it.").MaybeHttp(500),
        Retry(133004, Delivery, "Meta's server is out for the moment.", "Look at Meta's status page.").MaybeHttp(503),
        Reject(133005, Delivery, "The two-step PIN is wrong.", "Give the right PIN, or reset it.").MaybeHttp(400),
        Reject(133006, Delivery, "The number must be verified first.", "Verify the number, then register it.").MaybeHttp(400),
        Defer(133008, Number, "Too many wrong guesses of the PIN.", WaitPin).MaybeHttp(400),
        Defer(133009, Number, "PIN guesses came too fast.", WaitPin).MaybeHttp(400),
        Stop(133010, Number, "The number is not registered with the Cloud API.", "Register the number.").MaybeHttp(400),
        Defer(133015, Number, "The number is just being deleted.", "Wait five minutes.").MaybeHttp(400).After(5),
        Defer(133016, Number, "The number was registered and deregistered too often.", "Wait; Meta lifts this by itself.").MaybeHttp(400),
        Stop(134011, Template, "The terms of WhatsApp Payments are not accepted.",
            "Accept them in Business Manager, or send no payment templates."),
        Reject(135000, Delivery, "Something in the request's parameters is wrong, unknown what.",
            "Compare the message with Meta's reference.").MaybeHttp(400),
        Reject(137000, Recipient, "The person's identity key has changed.",
            "Check the person's identity, then send without the key hash.").FromOthers(),
        Defer(2494100, Number, "The number is in maintenance.", "Try again in a few minutes.").After(5),
    ];
}

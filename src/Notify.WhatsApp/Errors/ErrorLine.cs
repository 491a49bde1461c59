using Notify.Gates;
using Notify.Outcomes;

namespace Notify.WhatsApp.Errors;

/// <summary>Short words to write the table with.</summary>
internal static class ErrorLine
{
    /// <summary>Soon again.</summary>
    public static WhatsAppError Retry(int code, OutcomeScope scope, string meaning, string remedy) =>
        new(code, OutcomeClass.Retry, scope, meaning, remedy);

    /// <summary>Later again.</summary>
    public static WhatsAppError Defer(int code, OutcomeScope scope, string meaning, string remedy) =>
        new(code, OutcomeClass.Defer, scope, meaning, remedy);

    /// <summary>Never again.</summary>
    public static WhatsAppError Reject(int code, OutcomeScope scope, string meaning, string remedy) =>
        new(code, OutcomeClass.Rejected, scope, meaning, remedy);

    /// <summary>Nothing more until somebody mends it.</summary>
    public static WhatsAppError Stop(int code, OutcomeScope scope, string meaning, string remedy) =>
        new(code, OutcomeClass.Stopped, scope, meaning, remedy) { Mends = Mending.Person };

    /// <summary>Time mends it.</summary>
    public static WhatsAppError ByItself(this WhatsAppError line) => line with { Mends = Mending.Itself };

    /// <summary>A person has to mend it.</summary>
    public static WhatsAppError ByPerson(this WhatsAppError line) => line with { Mends = Mending.Person };

    /// <summary>The person's customer service window is closed.</summary>
    public static WhatsAppError WindowClosed(this WhatsAppError line) => line with { IsWindowClosed = true };

    /// <summary>Comes with this HTTP status, by a document.</summary>
    public static WhatsAppError Http(this WhatsAppError line, int status) => line with { HttpStatus = status, HttpStatusVerified = true };

    /// <summary>Comes with this HTTP status, by hearsay.</summary>
    public static WhatsAppError MaybeHttp(this WhatsAppError line, int status) => line with { HttpStatus = status };

    /// <summary>The person is not on WhatsApp.</summary>
    public static WhatsAppError NotOnChannel(this WhatsAppError line) => line with { IsNotOnChannel = true };

    /// <summary>The person has stopped marketing.</summary>
    public static WhatsAppError MarketingOptOut(this WhatsAppError line) => line with { IsMarketingOptOut = true };

    /// <summary>The business has blocked the person.</summary>
    public static WhatsAppError PersonBlocked(this WhatsAppError line) => line with { IsPersonBlocked = true };

    /// <summary>Not before this many minutes.</summary>
    public static WhatsAppError After(this WhatsAppError line, double minutes) => line with { Delay = TimeSpan.FromMinutes(minutes) };

    /// <summary>Known from Meta's OpenAPI file only.</summary>
    public static WhatsAppError FromOpenApi(this WhatsAppError line) => line with { Source = WhatsAppErrorSource.MetaOpenApi };

    /// <summary>Known from other implementations only.</summary>
    public static WhatsAppError FromOthers(this WhatsAppError line) => line with { Source = WhatsAppErrorSource.ThirdParty };
}

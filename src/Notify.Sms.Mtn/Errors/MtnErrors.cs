using Notify.Gates;
using Notify.Outcomes;
using static Notify.Outcomes.OutcomeClass;
using static Notify.Outcomes.OutcomeScope;

namespace Notify.Sms.Mtn.Errors;

/// <summary>The lines of <see cref="MtnErrorTable.Mtn"/>. Codes and HTTP statuses from MTN's pages, as catalogued in September 2026; classes and words are ours.</summary>
internal static class MtnErrors
{
    private const string FixMessage = "Correct the message; MTN's words name the field.";
    private const string AskMtn = "Ask MTN's support if it stays.";
    private const string SendSlower = "Send more slowly: set MaxPerSecond, or ask MTN for a higher limit.";
    private const string OtherWay = "Reach this person another way.";

    /// <summary>All lines.</summary>
    public static IReadOnlyList<MtnError> All { get; } =
    [
        Line("1000", 404, Rejected, Recipient, "MTN does not know this user.", "Check the number; it may not be MTN's."),
        Line("1001", 400, Rejected, Delivery, "The request is not valid.", FixMessage),
        Line("1004", 102, Unknown, Delivery, "The request is still being worked on.", "Wait for the delivery report."),
        Line("1005", 500, Retry, Delivery, "Something failed on MTN's side.", AskMtn),
        Line("1007", 500, Retry, Delivery, "Something failed on MTN's side.", AskMtn),
        Line("1012", 408, Unknown, Delivery, "MTN's side took too long; the message may have been taken.", "Wait for the delivery report."),
        Line("1013", 429, Retry, Account, "Too many requests.", SendSlower),
        Line("2000", 400, Rejected, Delivery, "The request is not valid.", FixMessage),
        Line("3000", 503, Retry, Delivery, "The service is out for the moment.", AskMtn),
        Line("3001", 500, Retry, Delivery, "Something failed on MTN's side.", AskMtn),
        Line("3003", 408, Unknown, Delivery, "MTN's side took too long; the message may have been taken.", "Wait for the delivery report."),
        Line("3006", 429, Retry, Account, "Too many requests.", SendSlower),
        Line("4000", 401, Stopped, App, "The token or the API key is not valid.", "Check ClientId, ClientSecret and ApiKey."),
        Line("4001", 405, Stopped, App, "The address does not take this method.", "Check BaseAddress and SendPath."),
        Line("4004", 403, Rejected, Delivery, "The service code is registered already.", "Use the subscription there is."),
        Line("5000", 400, Rejected, Delivery, "The request is not valid.", FixMessage),
        Line("5001", 400, Rejected, Delivery, "The request is not valid.", FixMessage),
        Line("6000", 403, Stopped, Account, "Something is wrong with the account's billing.", "Top up the account, or mend its billing with MTN."),
        Line("6001", 403, Stopped, Account, "Something is wrong with the account's billing.", "Top up the account, or mend its billing with MTN."),
        Report("DELETED", Delivery, "The message was deleted before it was delivered.", AskMtn),
        Report("EXPIRED", Recipient, "The phone was not reached in time.", "Send it again if it still matters."),
        Report("REJECTED", Delivery, "The network rejected the message.", "Check that the sender is registered with the network."),
        Report("UNDELIVERED", Recipient, "The message could not be delivered.", OtherWay),
        Report("DELIVERYIMPOSSIBLE", Recipient, "The message could not be delivered.", OtherWay),
    ];

    private static MtnError Line(string code, int status, OutcomeClass @class, OutcomeScope scope, string meaning, string remedy) =>
        new(code, @class, scope, meaning, remedy) { HttpStatus = status, Mends = @class == Stopped ? Mending.Person : Mending.Itself };

    private static MtnError Report(string code, OutcomeScope scope, string meaning, string remedy) => new(code, Rejected, scope, meaning, remedy);
}

using System.Text.Json;
using Notify.Webhooks;
using Notify.WhatsApp.Diagnostics;
using Notify.Http;

namespace Notify.WhatsApp.Webhooks;

/// <summary>Reads what became of an account: what closes it, what opens it, and what is only a warning. Meta: "account_update webhook reference".</summary>
internal static class StandingReader
{
    private const string Appeal = "Read the account's Business Support page at Meta, mend what it names and ask for a review.";

    public static AccountEvent? Read(JsonElement value, WhatsAppWebhookAccount account, DateTimeOffset time) => value.Text("event") switch
    {
        "ACCOUNT_RESTRICTION" => Restriction(value, account, time),
        "DISABLED_UPDATE" => Ban(value, account, time),
        "ACCOUNT_DELETED" => Closed("ACCOUNT_DELETED", "The WhatsApp Business Account was deleted.", "Send from another account.", account, time),
        "ACCOUNT_OFFBOARDED" => Closed(
            "ACCOUNT_OFFBOARDED", "The account was taken off the Cloud API.", "Connect it again at Meta.", account, time),
        "ACCOUNT_RECONNECTED" => Open("ACCOUNT_RECONNECTED", "The account is on the Cloud API again.", account, time),
        // A warning: messages still go. What follows from it comes as a restriction.
        "ACCOUNT_VIOLATION" => NoteReader.Note(
            "ACCOUNT_VIOLATION", $"{value.Field("violation_info")?.Text("violation_type")}. {Appeal}".TrimStart('.', ' '), account, time),
        { Length: > 0 } other => NoteReader.Note(other, null, account, time),
        _ => null,
    };

    private static AccountEvent Restriction(JsonElement value, WhatsAppWebhookAccount account, DateTimeOffset time)
    {
        var types = new List<string>();
        var isClosed = false;
        TimeSpan? longest = TimeSpan.Zero;
        foreach (var restriction in value.Items("restriction_info"))
        {
            var type = restriction.Text("restriction_type") ?? "unknown";
            types.Add(type);
            if (type is "RESTRICTED_BIZ_INITIATED_MESSAGING" or "RESTRICTED_CUSTOMER_INITIATED_MESSAGING")
            {
                isClosed = true;
                var span = restriction.Time("expiration") - time;
                longest = span is null || longest is null ? null : span > longest ? span : longest;
            }
        }

        var words = MetaWords.Detail(string.Join(", ", types));
        if (!isClosed)
        {
            return NoteReader.Note("ACCOUNT_RESTRICTION", words, account, time);
        }

        // Known by no clock of ours: from when Meta said so to when it ends.
        return longest == TimeSpan.Zero
            ? Open("ACCOUNT_RESTRICTION", $"The restriction is over: {words}.", account, time)
            : Closed("ACCOUNT_RESTRICTION", $"Meta restricts what the account may send: {words}.", Appeal, account, time) with { For = longest };
    }

    private static AccountEvent? Ban(JsonElement value, WhatsAppWebhookAccount account, DateTimeOffset time)
    {
        var ban = value.Field("ban_info");
        return ban?.Text("waba_ban_state") switch
        {
            "DISABLE" => Closed("DISABLED_UPDATE", "Meta disabled the WhatsApp Business Account.", Appeal, account, time),
            "REINSTATE" => Open("DISABLED_UPDATE", "Meta reinstated the WhatsApp Business Account.", account, time),
            "SCHEDULE_FOR_DISABLE" => NoteReader.Note(
                "DISABLED_UPDATE", $"Meta will disable the WhatsApp Business Account {ban?.Text("waba_ban_date")}. {Appeal}", account, time),
            _ => null,
        };
    }

    private static AccountStandingEvent Closed(string code, string reason, string remedy, WhatsAppWebhookAccount account, DateTimeOffset time) =>
        new(IsClosed: true, code, reason, remedy, For: null) { Channel = Channel.WhatsApp, Account = account.Name, OccurredAt = time };

    private static AccountStandingEvent Open(string code, string reason, WhatsAppWebhookAccount account, DateTimeOffset time) =>
        new(IsClosed: false, code, reason, Remedy: null, For: null) { Channel = Channel.WhatsApp, Account = account.Name, OccurredAt = time };
}

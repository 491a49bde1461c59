using System.Text.Json;
using System.Text.RegularExpressions;
using Notify.Contacts;
using Notify.Http;

namespace Notify.WhatsApp.Webhooks;

/// <summary>Reads who somebody is. Since April 2026 a phone number may be absent, with a business-scoped user id in its place. Meta: "Business-scoped user IDs".</summary>
internal static partial class PersonReader
{
    /// <summary>The person's address, their phone number where it is there; null where neither is.</summary>
    public static Address? Read(JsonElement item, string phoneField, string userField) => Phone(item, phoneField) ?? User(item, userField);

    /// <summary>Their phone number; null where it is not there.</summary>
    public static Address? Phone(JsonElement item, string field) =>
        item.Text(field) is { } phone && PhonePattern().IsMatch(phone) ? Address.Phone(phone[0] == '+' ? phone : "+" + phone) : null;

    /// <summary>Their business-scoped user id; null where it is not there.</summary>
    public static Address? User(JsonElement item, string field) =>
        item.Text(field) is { } user && Address.IsWhatsAppUser(user) ? Address.WhatsAppUser(user) : null;

    /// <summary>The different ones of a person's addresses, in order, the last time each is named; none where there is one only.</summary>
    public static LinkedAddresses Together(params ReadOnlySpan<Address?> addresses)
    {
        var named = new List<Address>();
        foreach (var address in addresses)
        {
            if (address is { } known)
            {
                named.Remove(known);
                named.Add(known);
            }
        }

        return named.Count > 1 ? LinkedAddresses.Of(named) : LinkedAddresses.None;
    }

    /// <summary>The name a message's sender shows; null for none.</summary>
    public static string? Profile(JsonElement value, JsonElement message)
    {
        foreach (var contact in value.Items("contacts"))
        {
            if (IsSame(contact.Text("wa_id"), message.Text("from")) || IsSame(contact.Text("user_id"), message.Text("from_user_id")))
            {
                return contact.Field("profile")?.Text("name") is { Length: > 0 } name ? name : null;
            }
        }

        return null;
    }

    private static bool IsSame(string? one, string? other) => one is not null && one == other;

    [GeneratedRegex(@"\A\+?[1-9][0-9]{4,14}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PhonePattern();
}

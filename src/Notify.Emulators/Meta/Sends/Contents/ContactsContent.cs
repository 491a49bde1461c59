using System.Text.Json;
using Notify.Emulators.Meta.Checking;

namespace Notify.Emulators.Meta.Sends.Contents;

internal static class ContactsContent
{
    private const int MostContacts = 257;

    public static MessageContent Read(JsonElement root, RequestCheck check)
    {
        var contacts = check.Objects(root, string.Empty, "contacts", MostContacts);
        var names = contacts.Select((contact, index) => ReadName(contact, $"contacts[{index}]", check)).ToArray();
        return MessageContent.Empty with { Header = new MessageHeader("contacts", string.Join(", ", names), Source: null) };
    }

    private static string ReadName(JsonElement contact, string path, RequestCheck check)
    {
        check.Only(contact, path, "addresses", "birthday", "emails", "name", "org", "phones", "urls");
        var name = check.Object(contact, path, "name");
        check.Only(name, $"{path}.name", "formatted_name", "first_name", "last_name", "middle_name", "suffix", "prefix");
        return check.Text(name, $"{path}.name", "formatted_name");
    }
}

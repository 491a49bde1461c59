using System.Text.Json;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Sends;

namespace Notify.Emulators.Meta.Inbound;

/// <summary>Reads what a person is to write. As strict as the rest: a mistyped message would test nothing.</summary>
internal sealed class InboundReader(MetaEmulatorOptions options, AcceptedList list)
{
    private const string UsualName = "Test person";

    /// <summary>Reads one.</summary>
    /// <param name="root">The request.</param>
    /// <param name="writer">Who writes, where the address says so; null: the request does.</param>
    /// <param name="check">Keeps what is wrong.</param>
    public (string From, string? UserId, string PhoneNumberId, InboundMessage Message)? Read(JsonElement root, string? writer, RequestCheck check)
    {
        var type = check.OneOf(root, string.Empty, "type", InboundContents.Types);
        check.Only(root, string.Empty, ["from", "user_id", "phone_number_id", "name", "context", "type", type]);
        var user = ReadUser(root, writer, check);
        var from = writer ?? (user is not null && !check.Has(root, "from") ? user : ReadFrom(root, check));
        check.Require(writer is null || !(check.Has(root, "from") || check.Has(root, "user_id")), () => MetaError.Request("The parameters from and user_id are not there: the path says who writes."));
        var context = ReadContext(root, check);
        var answered = context is null ? null : list.FindMessage(from, context);
        check.Require(context is null || answered is not null, () => MetaError.Invalid("context.message_id", "must be of a message this person got"));
        var content = check.Object(root, string.Empty, type);
        var text = check.Error is null ? InboundContents.Check(type, content, answered, check) : string.Empty;
        CheckReaction(type, content, from, check);
        var number = ReadNumber(root, from, check);
        var name = check.OptionalText(root, string.Empty, "name", most: 256) ?? UsualName;
        return check.Error is null ? (from, user, number, new InboundMessage(type, content.Clone(), text, context, name)) : null;
    }

    // Who shows no number is known by their user id alone.
    private static string? ReadUser(JsonElement root, string? writer, RequestCheck check)
    {
        var user = check.OptionalText(root, string.Empty, "user_id") ?? (writer?.StartsWith('+') == false ? writer : null);
        check.Require(user is null || Recipient.IsUser(user), () => MetaError.Request("The parameter user_id must be a business-scoped user id such as US.1234567890."));
        return user;
    }

    private static string ReadFrom(JsonElement root, RequestCheck check)
    {
        var from = check.Text(root, string.Empty, "from");
        var digits = from.AsSpan(Math.Min(1, from.Length));
        check.Require(
            from.StartsWith('+') && digits.Length is >= 7 and <= 15 && !digits.ContainsAnyExceptInRange('0', '9'),
            () => MetaError.Request("The parameter from must be '+' and 7 to 15 digits."));
        return from;
    }

    private static string? ReadContext(JsonElement root, RequestCheck check)
    {
        if (!check.Has(root, "context"))
        {
            return null;
        }

        var context = check.Object(root, string.Empty, "context");
        check.Only(context, "context", "message_id");
        return check.Text(context, "context", "message_id");
    }

    private void CheckReaction(string type, JsonElement content, string from, RequestCheck check)
    {
        if (type == "reaction" && check.Error is null)
        {
            var id = content.GetProperty("message_id").GetString()!;
            check.Require(list.FindMessage(from, id) is not null, () => MetaError.Invalid("reaction.message_id", "must be of a message this person got"));
        }
    }

    // To the number that wrote to the person last, unless told otherwise; else to the first there is, or the one that wrote to anybody last.
    private string ReadNumber(JsonElement root, string from, RequestCheck check)
    {
        var number = check.OptionalText(root, string.Empty, "phone_number_id") ?? list.LastNumber(from)
            ?? (options.PhoneNumberIds is [var first, ..] ? first : list.LastNumber());
        check.Require(number is not null, () => MetaError.Missing("phone_number_id"));
        check.Require(
            number is null || options.PhoneNumberIds.Count == 0 || options.PhoneNumberIds.Contains(number, StringComparer.Ordinal),
            () => MetaError.Invalid("phone_number_id", "must be one of the emulator's numbers"));
        return number ?? string.Empty;
    }
}

using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Hosting;
using Notify.Emulators.Meta.Inbound;
using Notify.Emulators.Meta.Receipts;

namespace Notify.Emulators.Mtn;

/// <summary>Lets a person write an SMS: by the page, or by <c>POST /_emulator/mtn/inbound</c>.</summary>
internal sealed class SmsInboundEndpoints(AcceptedStore store, ReceiptDispatcher notices, TimeProvider clock)
{
    private const int LongestText = 1530;
    private const string UsualServiceCode = "2442";

    public Task WriteAsync(HttpContext context) => WriteAsync(context, writer: null);

    public Task ReplyAsync(HttpContext context)
    {
        if (int.TryParse(AccessCheck.Part(context, "id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && store.List.Read(all => id >= 1 && id <= all.Count ? all[id - 1].Recipient : null) is { } writer)
        {
            return WriteAsync(context, writer);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task WriteAsync(HttpContext context, string? writer)
    {
        var check = new RequestCheck();
        var written = await RequestBody.ReadAsync(context, check, (root, c) => Read(root, writer, c)).ConfigureAwait(false);
        if (written is null || check.Error is not null)
        {
            await MtnAnswers.ErrorAsync(context, MtnError.Invalid(check.Error!.Details)).ConfigureAwait(false);
            return;
        }

        var entry = store.Receive(sequence => new InboundEntry
        {
            Sequence = sequence,
            Id = Guid.NewGuid().ToString(),
            From = written.From,
            PhoneNumberId = store.List.LastNumber(written.From, isSms: true) ?? UsualServiceCode,
            Message = new InboundMessage(SmsMessages.Type, default, written.Text, Context: null, string.Empty),
            At = clock.GetUtcNow(),
        });
        notices.Tell(new InboundNotice(entry));
        await Answers.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, entry.Id);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private static Written? Read(JsonElement root, string? writer, RequestCheck check)
    {
        check.Only(root, string.Empty, writer is null ? ["from", "text"] : ["text"]);
        var from = writer ?? check.Text(root, string.Empty, "from");
        var text = check.Text(root, string.Empty, "text");
        check.Require(
            from.Length is >= 8 and <= 16 && from[0] == '+' && from.Skip(1).All(char.IsAsciiDigit),
            () => MetaError.Request("The parameter from must be '+' and 7 to 15 digits."));
        check.Require(text.Length <= LongestText, () => MetaError.Request("The parameter text has at most 1,530 characters."));
        return check.Error is null ? new Written(from, text) : null;
    }

    private sealed record Written(string From, string Text);
}

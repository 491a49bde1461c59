using System.Globalization;
using Microsoft.AspNetCore.Http;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Hosting;
using Notify.Emulators.Meta.Magic;
using Notify.Emulators.Meta.Receipts;

namespace Notify.Emulators.Meta.Inbound;

/// <summary>Lets a person write: by the page, or by <c>POST /_emulator/inbound</c>.</summary>
internal sealed class InboundEndpoints(MetaEmulatorOptions options, AcceptedStore store, ReceiptDispatcher notices, ErrorAnswer errors)
{
    private readonly InboundReader _reader = new(options, store.List);

    public Task WriteAsync(HttpContext context) => WriteAsync(context, writer: null);

    public Task ReplyAsync(HttpContext context)
    {
        var known = int.TryParse(AccessCheck.Part(context, "id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        var writer = known ? store.List.Read(conversations => id >= 1 && id <= conversations.Count ? conversations[id - 1].Recipient : null) : null;
        if (writer is not null)
        {
            return WriteAsync(context, writer);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task WriteAsync(HttpContext context, string? writer)
    {
        var check = new RequestCheck();
        var read = await RequestBody.ReadAsync(
            context, check, (root, c) => _reader.Read(root, writer, c) is { } found ? new Written(found.From, found.UserId, found.PhoneNumberId, found.Message) : null).ConfigureAwait(false);
        if (read is null)
        {
            await errors.WriteAsync(context, check.Error!).ConfigureAwait(false);
            return;
        }

        var entry = store.Receive(sequence => new InboundEntry
        {
            Sequence = sequence,
            Id = AcceptedStore.NewId(),
            From = read.From,
            UserId = read.UserId,
            PhoneNumberId = read.PhoneNumberId,
            Message = read.Message,
            At = options.TimeProvider.GetUtcNow(),
        });
        Tell(entry);
        await Answers.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, entry.Id);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private void Tell(InboundEntry entry)
    {
        var script = MagicRules.ScriptOf(entry.From);
        var times = script.Kind switch { ReceiptKind.None => 0, ReceiptKind.Doubled => 2, _ => 1 };
        for (var time = 0; time < times; time++)
        {
            notices.Tell(new InboundNotice(entry), TimeSpan.FromMilliseconds(script.DelayMilliseconds) + (options.ReceiptStep * time));
        }
    }

    private sealed record Written(string From, string? UserId, string PhoneNumberId, InboundMessage Message);
}

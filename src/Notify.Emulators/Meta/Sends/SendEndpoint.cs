using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Hosting;
using Notify.Emulators.Meta.Magic;
using Notify.Emulators.Meta.Receipts;

namespace Notify.Emulators.Meta.Sends;

/// <summary><c>POST /{version}/{phone number id}/messages</c>.</summary>
internal sealed class SendEndpoint(
    MetaEmulatorOptions options, AccessCheck access, SendReader reader, MagicRules magic, AcceptedStore store, ReceiptDispatcher receipts, ErrorAnswer errors)
{
    private const int WindowClosed = 131047;

    // Meta's customer service window.
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public async Task HandleAsync(HttpContext context)
    {
        var check = new RequestCheck();
        if ((access.Run(context) ?? access.CheckPhoneNumber(context)) is { } refused)
        {
            check.Fail(refused);
        }

        var call = check.Error is null ? await RequestBody.ReadAsync(context, check, ReadCall).ConfigureAwait(false) : null;
        if (call is null || check.Error is not null)
        {
            await errors.WriteAsync(context, check.Error!).ConfigureAwait(false);
        }
        else if (call.Send is { } send)
        {
            await SendAsync(context, send).ConfigureAwait(false);
        }
        else
        {
            await Answers.JsonAsync(context, WriteSuccess).ConfigureAwait(false);
        }
    }

    private Call? ReadCall(JsonElement root, RequestCheck check)
    {
        check.Require(
            root.TryGetProperty("messaging_product", out var product) && product.ValueKind == JsonValueKind.String && product.ValueEquals("whatsapp"),
            () => MetaError.Request("The parameter messaging_product must be 'whatsapp'."));
        if (root.TryGetProperty("status", out _))
        {
            ReadMark.Check(root, check);
            return new Call(Send: null);
        }

        return reader.Read(root, check) is { } send ? new Call(send) : null;
    }

    private async Task SendAsync(HttpContext context, SendMessage send)
    {
        var number = AccessCheck.Part(context, "id");
        if (send.Template is null && !options.OpenWindows && !store.List.HasWritten(send.To, number, options.TimeProvider.GetUtcNow() - Window))
        {
            await errors.WriteAsync(context, MetaError.OfCode(WindowClosed)).ConfigureAwait(false);
            return;
        }

        var plan = magic.Plan(send.To, out var met);
        if (plan.Refusal is { } refusal)
        {
            if (met)
            {
                await store.KeepMetAsync(send.To).ConfigureAwait(false);
            }

            await errors.WriteAsync(context, refusal).ConfigureAwait(false);
            return;
        }

        if (plan.Drop == DropPoint.BeforeAccepting)
        {
            context.Abort();
            return;
        }

        var entry = await store.AcceptAsync(number, send, plan.Receipts).ConfigureAwait(false);
        receipts.Schedule(entry);
        if (plan.Drop == DropPoint.AfterAccepting)
        {
            context.Abort();
            return;
        }

        if (plan.AnswerDelay > TimeSpan.Zero)
        {
            await Task.Delay(plan.AnswerDelay, options.TimeProvider, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Answers.JsonAsync(context, json => WriteAnswer(json, send, entry.Message.Id)).ConfigureAwait(false);
    }

    private static void WriteSuccess(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("success"u8, value: true);
        json.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter json, SendMessage send, string id)
    {
        json.WriteStartObject();
        json.WriteString("messaging_product"u8, "whatsapp"u8);
        json.WriteStartArray("contacts"u8);
        json.WriteStartObject();
        json.WriteString("input"u8, send.Input);
        if (send.ToUserId)
        {
            json.WriteString("user_id"u8, send.To);
        }
        else
        {
            json.WriteString("wa_id"u8, send.To.AsSpan(1));
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("messages"u8);
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        if (send.Template is not null)
        {
            json.WriteString("message_status"u8, "accepted"u8);
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private sealed record Call(SendMessage? Send);
}

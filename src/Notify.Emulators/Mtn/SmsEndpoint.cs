using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Hosting;
using Notify.Emulators.Meta.Magic;
using Notify.Emulators.Meta.Receipts;
using Notify.Emulators.Meta.Sends;

namespace Notify.Emulators.Mtn;

/// <summary><c>POST /v3/sms/messages/sms/outbound</c>, to one recipient in one call.</summary>
internal sealed class SmsEndpoint(TokenEndpoint tokens, AcceptedStore store, ReceiptDispatcher reports, TimeProvider clock)
{
    private const int LongestCorrelator = 36;
    private static readonly string[] Fields = ["message", "serviceCode", "senderAddress", "receiverAddress", "clientCorrelatorId", "keyword", "requestDeliveryReceipt"];

    public async Task SendAsync(HttpContext context)
    {
        if (!tokens.LetsIn(context))
        {
            await MtnAnswers.ErrorAsync(context, MtnError.Unauthorized("The call has no token, or one that is not known or over.")).ConfigureAwait(false);
            return;
        }

        var check = new RequestCheck();
        var call = await RequestBody.ReadAsync(context, check, (root, _) => Read(root)).ConfigureAwait(false);
        if (call?.Send is { } send)
        {
            await SendAsync(context, send, call.WantsReport).ConfigureAwait(false);
        }
        else
        {
            await MtnAnswers.ErrorAsync(context, MtnError.Invalid(call?.Problem ?? check.Error!.Details)).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(HttpContext context, SendMessage send, bool wantsReport)
    {
        var (refusal, drop, delay, receipts) = MtnMagic.Plan(send.To);
        if (refusal is not null)
        {
            await MtnAnswers.ErrorAsync(context, refusal).ConfigureAwait(false);
            return;
        }

        if (drop == DropPoint.BeforeAccepting)
        {
            context.Abort();
            return;
        }

        var entry = await store.AcceptAsync(send.Input, send, wantsReport ? receipts : new ReceiptScript(ReceiptKind.None)).ConfigureAwait(false);
        reports.Schedule(entry);
        if (drop == DropPoint.AfterAccepting)
        {
            context.Abort();
            return;
        }

        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, clock, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await MtnAnswers.AcceptedAsync(context, entry.Message.Id).ConfigureAwait(false);
    }

    private static Call Read(JsonElement root)
    {
        var text = Text(root, "message");
        var service = Text(root, "serviceCode");
        var sender = Text(root, "senderAddress");
        var correlator = Text(root, "clientCorrelatorId");
        var to = Receiver(root);
        var problem =
            root.EnumerateObject().Any(p => !Fields.Contains(p.Name, StringComparer.Ordinal)) ? "The body has a field the API does not know."
            : text.Length == 0 ? "The field message is required."
            : service.Length == 0 ? "The field serviceCode is required."
            : sender.Length > 0 && sender != service ? "The field senderAddress must be repeated in serviceCode."
            : correlator.Length is 0 or > LongestCorrelator ? "The field clientCorrelatorId is required and has at most 36 characters."
            : to is null ? "The field receiverAddress must be a list of one number of 7 to 15 digits."
            : null;
        return problem is null
            ? new Call(
                new SendMessage
                {
                    Input = service,
                    To = to!,
                    ToUserId = false,
                    Type = SmsMessages.Type,
                    Content = new MessageContent(text),
                    CallbackData = correlator,
                },
                root.TryGetProperty("requestDeliveryReceipt", out var wanted) && wanted.ValueKind == JsonValueKind.True,
                Problem: null)
            : new Call(Send: null, WantsReport: false, problem);
    }

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    // Digits, with or without '+' or "tel:+" before them.
    private static string? Receiver(JsonElement root)
    {
        if (!root.TryGetProperty("receiverAddress", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != 1
            || list[0].ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var number = list[0].GetString()!;
        number = number.StartsWith("tel:", StringComparison.Ordinal) ? number[4..] : number;
        number = number.TrimStart('+');
        return number.Length is >= 7 and <= 15 && number.All(char.IsAsciiDigit) ? $"+{number}" : null;
    }

    private sealed record Call(SendMessage? Send, bool WantsReport, string? Problem);
}

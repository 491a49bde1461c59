using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Notify.Emulators.Meta.Hosting;
using Notify.Emulators.Meta.Magic;
using Notify.Emulators.Meta.Receipts;
using Notify.Emulators.Mtn;

namespace Notify.Emulators.Meta.Accepting;

/// <summary><c>/_emulator/accepted</c>: read it, clear it.</summary>
internal sealed class AcceptedEndpoints(AcceptedStore store, ReceiptDispatcher receipts, MtnHalf? mtn, MagicRules magic)
{
    private const int FlushBytes = 64 * 1024;

    public async Task ListAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=UTF-8";
        var body = context.Response.BodyWriter;
        using var json = new Utf8JsonWriter(body, Answers.Plain);
        json.WriteStartArray();
        foreach (var entry in store.List.Snapshot())
        {
            JsonSerializer.Serialize(json, entry.Message, EmulatorJson.Default.AcceptedMessage);
            if (json.BytesPending > FlushBytes)
            {
                json.Flush();
                await body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            }
        }

        json.WriteEndArray();
        json.Flush();
        await body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    public async Task ClearAsync(HttpContext context)
    {
        await ClearAsync().ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Empties the list and forgets its receipts and who had a first send.</summary>
    public async Task ClearAsync()
    {
        var last = await store.ClearAsync().ConfigureAwait(false);
        receipts.RemoveUpTo(last);
        mtn?.RemoveUpTo(last);
        magic.Forget();
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Notify.Emulators.Meta.Hosting;

/// <summary>Writes JSON answers.</summary>
internal static class Answers
{
    /// <summary>Escapes only what JSON must: it is application/json and never part of a page, and a '+' is to be read as one.</summary>
    public static JsonWriterOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task JsonAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        JsonAsync(context, json => JsonSerializer.Serialize(json, value, type));

    public static async Task JsonAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        context.Response.ContentType = "application/json; charset=UTF-8";
        using (var json = new Utf8JsonWriter(context.Response.BodyWriter, Plain))
        {
            write(json);
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}

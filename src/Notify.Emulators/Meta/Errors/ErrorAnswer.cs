using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Notify.Emulators.Meta.Hosting;

namespace Notify.Emulators.Meta.Errors;

/// <summary>Writes a refusal the way the Graph API does.</summary>
internal sealed class ErrorAnswer(MetaEmulatorOptions options)
{
    private static readonly SearchValues<char> NotInTraceIds = SearchValues.Create("+/=");

    public async Task WriteAsync(HttpContext context, MetaError error)
    {
        var entry = ErrorCatalogue.Find(error.Code);
        context.Response.StatusCode = entry.HttpStatus;
        context.Response.ContentType = "application/json; charset=UTF-8";
        if (error.Code is 4 or 80007 or 130429)
        {
            AddUsage(context.Response);
        }

        using (var json = new Utf8JsonWriter(context.Response.BodyWriter, Answers.Plain))
        {
            Write(json, error, entry.Title);
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json, MetaError error, string title)
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, string.Create(CultureInfo.InvariantCulture, $"(#{error.Code}) {title}"));
        json.WriteString("type"u8, "OAuthException"u8);
        json.WriteNumber("code"u8, error.Code);
        json.WriteStartObject("error_data"u8);
        json.WriteString("messaging_product"u8, "whatsapp"u8);
        json.WriteString("details"u8, error.Details);
        json.WriteEndObject();
        if (error.Subcode is { } subcode)
        {
            json.WriteNumber("error_subcode"u8, subcode);
        }

        json.WriteString("fbtrace_id"u8, TraceId());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string TraceId()
    {
        Span<char> text = stackalloc char[24];
        Convert.TryToBase64Chars(Guid.NewGuid().ToByteArray(), text, out _);
        text.ReplaceAny(NotInTraceIds, '_');
        return string.Concat("A", text[..22]);
    }

    private void AddUsage(HttpResponse response)
    {
        if (options.RegainAccess <= TimeSpan.Zero)
        {
            return;
        }

        var minutes = (int)Math.Ceiling(options.RegainAccess.TotalMinutes);
        var seconds = (int)Math.Ceiling(options.RegainAccess.TotalSeconds);
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var usage = $$"""{"type":"whatsapp","call_count":100,"total_cputime":25,"total_time":25,"estimated_time_to_regain_access":{{minutes}}}""";
        response.Headers["X-Business-Use-Case-Usage"] = $$"""{"{{options.BusinessAccountId}}":[{{usage}}]}""";
    }
}

using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Hosting;

/// <summary>Reads a JSON body without copying it and hands it to a reader.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static async Task<T?> ReadAsync<T>(HttpContext context, RequestCheck check, Func<JsonElement, RequestCheck, T?> read)
        where T : class
    {
        if (!AccessCheck.IsJson(context))
        {
            check.Fail(MetaError.Request("The Content-Type must be application/json."));
            return null;
        }

        var reader = context.Request.BodyReader;
        var result = await ReadToEndAsync(reader, context.RequestAborted).ConfigureAwait(false);
        try
        {
            return Read(result.Buffer, check, read);
        }
        finally
        {
            reader.AdvanceTo(result.Buffer.End);
        }
    }

    private static async Task<ReadResult> ReadToEndAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        while (!result.IsCompleted)
        {
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    private static T? Read<T>(ReadOnlySequence<byte> body, RequestCheck check, Func<JsonElement, RequestCheck, T?> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return read(document.RootElement, check);
            }

            check.Fail(MetaError.Request("The request must be a JSON object."));
        }
        catch (JsonException problem)
        {
            check.Fail(MetaError.Request($"The request is not valid JSON: line {problem.LineNumber + 1}, byte {problem.BytePositionInLine}."));
        }
        catch (InvalidOperationException)
        {
            // Thrown where a string of the document has half a surrogate pair or bytes that are not UTF-8.
            check.Fail(MetaError.Request("The request has text that is not valid Unicode."));
        }

        return null;
    }
}

using System.Globalization;
using System.Text.Json;
using Notify.Http;
using Notify.Outcomes;

namespace Notify.Sms.Mtn.Errors;

/// <summary>What an answer of MTN's says went wrong: its own body, the platform's envelope, the gateway's fault or OAuth's error.</summary>
internal readonly record struct ProviderError(string Code, string Detail)
{
    private const int LongestCode = 100;

    /// <summary>Reads a body; null where it names no code.</summary>
    public static ProviderError? Read(JsonElement root)
    {
        var fault = root.Field("fault");
        var code = CodeOf(root, "statusCode") ?? fault?.Field("detail")?.Text("errorcode") ?? CodeOf(root, "code") ?? CodeOf(root, "error") ?? CodeOf(root, "status");
        if (string.IsNullOrEmpty(code) || code.Length > LongestCode)
        {
            return null;
        }

        var words = new[]
        {
            root.Text("statusMessage"), root.Text("supportMessage"), root.Text("message"), root.Text("error_description"), fault?.Text("faultstring"),
            root.Text("transactionId") is { Length: > 0 } id ? $"transactionId {id}" : null,
        };
        return new ProviderError(code, Clean.Detail(string.Join(" | ", words.Where(w => !string.IsNullOrEmpty(w)).Distinct(StringComparer.Ordinal))));
    }

    /// <summary>The outcome by a table.</summary>
    public Outcome Classify(MtnErrorTable table, int? httpStatus) => table.Classify(Code, httpStatus) with { Detail = Detail };

    // Swagger has text, and examples have numbers.
    private static string? CodeOf(JsonElement element, string name) =>
        element.Text(name) ?? element.Number(name)?.ToString(CultureInfo.InvariantCulture);
}

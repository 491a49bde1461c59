using System.Text.Json;
using Notify.Outcomes;
using Notify.WhatsApp.Diagnostics;
using Notify.Http;

namespace Notify.WhatsApp.Errors;

/// <summary>An error object of Meta's, from an answer or from a webhook.</summary>
internal readonly record struct ProviderError(int Code, int? Subcode, bool IsTransient, string Detail)
{
    private const int InvalidParameter = 100;

    /// <summary>Reads an error object; null where it has no code.</summary>
    public static ProviderError? Read(JsonElement error)
    {
        if (error.Number("code") is not (>= 0 and <= int.MaxValue and var code))
        {
            return null;
        }

        var subcode = error.Number("error_subcode") is (> 0 and <= int.MaxValue and var number) ? (int?)number : null;
        var transient = error.Field("is_transient") is { ValueKind: JsonValueKind.True };
        return new ProviderError((int)code, subcode, transient, Describe(error));
    }

    /// <summary>The outcome by a table.</summary>
    public Outcome Classify(WhatsAppErrorTable table, int? httpStatus, int sendNumber)
    {
        // Template errors hide behind the code for any bad parameter.
        var code = Code == InvalidParameter && Subcode is { } subcode && table.Find(subcode) is not null ? subcode : Code;
        var outcome = table.Classify(code, httpStatus, sendNumber) with { Detail = Detail };
        return IsTransient && table.Find(code) is null && outcome.Class == OutcomeClass.Rejected
            ? outcome with { Class = OutcomeClass.Retry }
            : outcome;
    }

    private static string Describe(JsonElement error)
    {
        var data = error.Field("error_data");
        var details = data is { ValueKind: JsonValueKind.String } ? error.Text("error_data") : data?.Text("details");
        var trace = error.Text("fbtrace_id");
        var parts = new[] { error.Text("message") ?? error.Text("title"), details, trace is null ? null : $"fbtrace_id {trace}" };
        return MetaWords.Detail(string.Join(" | ", parts.Where(p => !string.IsNullOrEmpty(p)).Distinct(StringComparer.Ordinal)));
    }
}

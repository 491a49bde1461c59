using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Hosting;
using Notify.Emulators.Meta.Receipts;

namespace Notify.Emulators.Meta.Inbound;

/// <summary><c>POST /_emulator/news/{field}</c>: makes Meta say something of accounts, templates and preferences; the body is the change's value.</summary>
internal sealed class NewsEndpoint(MetaEmulatorOptions options, AcceptedStore store, ReceiptDispatcher notices, ErrorAnswer errors)
{
    // Each field, and what its value must have.
    private static readonly Dictionary<string, (string Name, JsonValueKind Kind)> Fields = new(StringComparer.Ordinal)
    {
        ["account_update"] = ("event", JsonValueKind.String),
        ["account_alerts"] = ("alert_type", JsonValueKind.String),
        ["business_capability_update"] = ("max_daily_conversations_per_business", JsonValueKind.String),
        ["message_template_quality_update"] = ("new_quality_score", JsonValueKind.String),
        ["message_template_status_update"] = ("event", JsonValueKind.String),
        ["phone_number_quality_update"] = ("event", JsonValueKind.String),
        ["template_category_update"] = ("new_category", JsonValueKind.String),
        ["user_id_update"] = ("user_id_update", JsonValueKind.Array),
        ["user_preferences"] = ("user_preferences", JsonValueKind.Array),
    };

    public async Task TellAsync(HttpContext context)
    {
        var check = new RequestCheck();
        var field = AccessCheck.Part(context, "field");
        check.Require(Fields.ContainsKey(field), () => MetaError.Request($"The field must be one of: {string.Join(", ", Fields.Keys)}."));
        var value = check.Error is null ? await RequestBody.ReadAsync(context, check, (root, c) => Read(field, root, c)).ConfigureAwait(false) : null;
        if (value is null)
        {
            await errors.WriteAsync(context, check.Error!).ConfigureAwait(false);
            return;
        }

        Tell(field, value.Value);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Tells the webhook of a template's new status, as Meta does.</summary>
    public void TellStatus(string name, string language, string status)
    {
        var value = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["event"] = status,
            ["message_template_name"] = name,
            ["message_template_language"] = language,
            ["reason"] = "NONE",
        };
        Tell("message_template_status_update", JsonSerializer.SerializeToElement(value, EmulatorJson.Default.DictionaryStringString));
    }

    private static JsonElement? Value(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value : null;

    private static News? Read(string field, JsonElement root, RequestCheck check)
    {
        var (name, kind) = Fields[field];
        check.Require(Value(root, name)?.ValueKind == kind, () => MetaError.Missing(name));
        return check.Error is null ? new News(root.Clone()) : null;
    }

    private void Tell(string field, JsonElement value) =>
        notices.Tell(new FieldNotice(field, value, store.NextSequence(), options.TimeProvider.GetUtcNow()));

    private sealed record News(JsonElement Value);
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Inbound;
using Notify.Emulators.Meta.Receipts;
using Notify.Emulators.Meta.Templates;
using Notify.Emulators.Meta.Webhooks;
using Notify.Emulators.Mtn;

namespace Notify.Emulators.Meta.Hosting;

/// <summary>The emulator's own switches and readings under <c>/_emulator</c>.</summary>
internal sealed class ControlEndpoints(AcceptedStore store, ReceiptDispatcher receipts, TemplateStore templates, NewsEndpoint news, Webhook webhook, MtnHalf? mtn, ErrorAnswer errors)
{
    private int Pending => receipts.Pending + (mtn?.Pending ?? 0);

    public Task PendingAsync(HttpContext context) => Answers.JsonAsync(context, new PendingReport(Pending), EmulatorJson.Default.PendingReport);

    public Task HealthAsync(HttpContext context) => Answers.JsonAsync(
        context,
        new HealthReport("ok", store.List.Count, Pending, webhook.Url?.ToString(), webhook.Problem?.Words, webhook.Problem?.Status),
        EmulatorJson.Default.HealthReport);

    public async Task SetTemplateStatusAsync(HttpContext context)
    {
        var change = await ReadAsync(context, EmulatorJson.Default.TemplateStatusChange).ConfigureAwait(false);
        var status = change?.Status?.ToUpperInvariant();
        if (change is not { Name: { } name, Language: { } language } || !TemplateStatuses.All.Contains(status, StringComparer.Ordinal))
        {
            await errors.WriteAsync(context, MetaError.Request($"Send name, language and status, which is one of: {string.Join(", ", TemplateStatuses.All)}."))
                .ConfigureAwait(false);
        }
        else if (!templates.SetStatus(name, language, status!))
        {
            await errors.WriteAsync(context, new MetaError(132001, $"Template name ({name}) does not exist in {language}.")).ConfigureAwait(false);
        }
        else
        {
            news.TellStatus(name, language, status!);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    public async Task SetWebhookAsync(HttpContext context)
    {
        var (isRead, url) = await ReadWebhookAsync(context).ConfigureAwait(false);
        if (!isRead)
        {
            await errors.WriteAsync(context, MetaError.Request("Send url: an absolute http:// or https:// address, or null for none.")).ConfigureAwait(false);
            return;
        }

        webhook.Url = url;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Reads where a webhook is to go; null for nowhere.</summary>
    public static async Task<(bool IsRead, Uri? Url)> ReadWebhookAsync(HttpContext context)
    {
        var change = await ReadAsync(context, EmulatorJson.Default.WebhookChange).ConfigureAwait(false);
        if (change is not { Url: { } text })
        {
            return (change is not null, null);
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var url) && OptionsCheck.IsWebAddress(url) ? (true, url) : (false, null);
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.BodyReader, type, context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

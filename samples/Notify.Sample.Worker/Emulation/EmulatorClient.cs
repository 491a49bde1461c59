using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Notify.Sample.Worker.Input;
using Notify.Sample.Worker.Running;
using Notify.WhatsApp;

namespace Notify.Sample.Worker.Emulation;

/// <summary>Talks to the emulator over HTTP, wherever it runs.</summary>
/// <param name="emulator">Its address.</param>
/// <param name="before">The place in its list of the last message that is of an earlier run; 0 for none.</param>
internal sealed class EmulatorClient(Uri emulator, long before = 0) : IDisposable
{
    private const int TemplateExists = 2388024;
    private readonly HttpClient _http = new() { BaseAddress = emulator };

    /// <summary>The page that shows the messages as a person would see them.</summary>
    public Uri PhonePage { get; } = new(emulator, "phone");

    /// <summary>Tells where receipts, and what people write, are to be posted.</summary>
    public async Task TellWebhooksAsync(Uri whatsApp, Uri sms, CancellationToken cancellationToken)
    {
        using var answer = await _http.PutAsJsonAsync("_emulator/webhook", new { url = whatsApp }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var second = await _http.PutAsJsonAsync("_emulator/mtn/webhook", new { url = sms }, cancellationToken);
        second.EnsureSuccessStatusCode();
    }

    /// <summary>Tells where the end of a call is to be posted, and what was agreed in it.</summary>
    public async Task TellCallsAsync(Uri calls, string key, CancellationToken cancellationToken)
    {
        var call = new
        {
            url = calls,
            token = key,
            body = new
            {
                variables = new { name = "dear caller", summary = "we send you the list of papers today", @ref = "{callId}" },
                context = new { last_call = "The caller gets the list of papers today." },
            },
        };
        using var answer = await _http.PutAsJsonAsync("_emulator/calls", call, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Creates a template, as at Meta; one that exists stays as it is.</summary>
    public async Task CreateTemplateAsync(byte[] template, WhatsAppOptions account, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"{account.ApiVersion}/{account.BusinessAccountId}/message_templates", UriKind.Relative))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", account.AccessToken) },
            Content = new ByteArrayContent(template) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        using var answer = await _http.SendAsync(request, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            throw new UnfitEmulatorException(
                "The emulator does not know the access token of this run. Start it with --token and the AccessToken of the account main in appsettings.json, "
                + "or give the run the emulator's: --WhatsApp:Accounts:main:AccessToken=…");
        }

        if (!answer.IsSuccessStatusCode)
        {
            var error = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("error");
            if (!error.TryGetProperty("error_subcode", out var subcode) || subcode.GetInt32() != TemplateExists)
            {
                throw new UnfitEmulatorException($"The emulator refused a template: {error.GetProperty("error_data").GetProperty("details").GetString()}");
            }
        }
    }

    /// <summary>Lets a person write.</summary>
    public async Task WriteAsync(Channel over, string phone, string text, CancellationToken cancellationToken)
    {
        using var answer = over == Channel.Sms
            ? await _http.PostAsJsonAsync("_emulator/mtn/inbound", new { from = phone, text }, cancellationToken)
            : await _http.PostAsJsonAsync("_emulator/inbound", new { from = phone, type = "text", text = new { body = text } }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Lets a person write to a sending number.</summary>
    public async Task WriteAsync(string from, string phoneNumberId, string text, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync(
            "_emulator/inbound", new { from, phone_number_id = phoneNumberId, type = "text", text = new { body = text } }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Reads the markers out of everything the emulator accepted of this run.</summary>
    public async Task<AcceptedLines> AcceptedAsync(CancellationToken cancellationToken)
    {
        var lines = new AcceptedLines();
        await foreach (var message in ListAsync(cancellationToken))
        {
            if (PlaceOf(message) > before && (Marker.FindIn(message.GetProperty("text").GetString()!) ?? MarkerOfLink(message)) is { } marker)
            {
                var channel = message.GetProperty("type").GetString() == "sms" ? Channel.Sms : Channel.WhatsApp;
                lines.Add(channel, marker, message.GetProperty("to").GetString()!, message.GetProperty("status").GetString()!);
            }
        }

        return lines;
    }

    /// <summary>The place of the last message in the emulator's list; 0 where there is none.</summary>
    public async Task<long> LastAsync(CancellationToken cancellationToken)
    {
        var last = 0L;
        await foreach (var message in ListAsync(cancellationToken))
        {
            last = PlaceOf(message);
        }

        return last;
    }

    /// <summary>Why the last webhook was not taken, with the status the app answered, if it did; null where it was.</summary>
    public async Task<(string Problem, int? Status)?> WebhookProblemAsync(CancellationToken cancellationToken)
    {
        var health = await _http.GetFromJsonAsync<JsonElement>("_emulator/health", cancellationToken);
        return health.TryGetProperty("webhookProblem", out var problem)
            ? (problem.GetString()!, health.TryGetProperty("webhookStatus", out var status) ? status.GetInt32() : null)
            : null;
    }

    /// <summary>How many receipts and messages the emulator still owes.</summary>
    public async Task<int> PendingAsync(CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<JsonElement>("_emulator/pending", cancellationToken)).GetProperty("pending").GetInt32();

    public void Dispose() => _http.Dispose();

    private IAsyncEnumerable<JsonElement> ListAsync(CancellationToken cancellationToken) =>
        _http.GetFromJsonAsAsyncEnumerable<JsonElement>("_emulator/accepted", cancellationToken);

    private static long PlaceOf(JsonElement message) => message.GetProperty("seq").GetInt64();

    private static string? MarkerOfLink(JsonElement message) =>
        message.TryGetProperty("header", out var header) && header.ValueKind == JsonValueKind.Object
        && header.TryGetProperty("source", out var source) && source.GetString() is { } link
            ? Marker.FindIn(link)
            : null;
}

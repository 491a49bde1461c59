using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Notify.Emulators.Meta;
using Notify.Emulators.Meta.Receipts;
using Notify.Emulators.Meta.Webhooks;

namespace Notify.Emulators.Mtn;

/// <summary>The address that gets delivery reports and inbound messages, one in each call. Thread-safe.</summary>
internal sealed class MtnWebhook(MetaEmulatorOptions options) : IWebhook, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private volatile Uri? _url = options.Mtn?.WebhookUrl;

    public Uri? Url
    {
        get => _url;
        set => _url = value;
    }

    public async Task<string?> PostAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        if (_url is not { } url)
        {
            return null;
        }

        using var timeout = new CancellationTokenSource(options.WebhookTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            foreach (var notice in notices)
            {
                if (await PostAsync(url, notice, either.Token).ConfigureAwait(false) is { } problem)
                {
                    return problem;
                }
            }

            return null;
        }
        catch (OperationCanceledException)
        {
            return "it took too long to answer";
        }
        catch (HttpRequestException problem)
        {
            return $"it cannot be reached ({problem.HttpRequestError})";
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> PostAsync(Uri url, Notice notice, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            Write(json, notice);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body.WrittenMemory) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.OK ? null : string.Create(CultureInfo.InvariantCulture, $"it answered {(int)response.StatusCode}");
    }

    private static void Write(Utf8JsonWriter json, Notice notice)
    {
        json.WriteStartObject();
        if (notice is Receipt receipt)
        {
            var message = receipt.Entry.Message;
            json.WriteString("clientCorrelatorId"u8, message.CallbackData);
            json.WriteString("deliveryStatus"u8, StatusOf(receipt.Status));
            json.WriteNumber("id"u8, message.Sequence);
            json.WriteString("senderAddress"u8, message.PhoneNumberId);
            json.WriteString("receiverAddress"u8, message.To.AsSpan(1));
            json.WriteString("submittedDate"u8, message.AcceptedAt);
            json.WriteString("completedDate"u8, notice.HappenedAt);
        }
        else if (notice is InboundNotice { Entry: var entry })
        {
            json.WriteString("messageID"u8, entry.Id);
            json.WriteString("senderAddress"u8, entry.From.AsSpan(1));
            json.WriteString("receiverAddress"u8, entry.PhoneNumberId);
            json.WriteString("message"u8, entry.Message.Text);
            json.WriteString("dateTime"u8, entry.At);
        }

        json.WriteEndObject();
    }

    private static string StatusOf(AcceptedStatus status) => status switch
    {
        // Written so by SMPP, and so by MTN.
        AcceptedStatus.Sent => "ACCEPTD",
        AcceptedStatus.Failed => "UNDELIVERED",
        _ => "DELIVERED",
    };
}

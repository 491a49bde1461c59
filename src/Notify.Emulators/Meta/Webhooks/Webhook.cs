using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Notify.Emulators.Meta.Receipts;

namespace Notify.Emulators.Meta.Webhooks;

/// <summary>The endpoint that gets the receipts. Thread-safe.</summary>
internal sealed class Webhook(MetaEmulatorOptions options) : IWebhook, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly SemaphoreSlim _oneProof = new(1);
    private volatile Uri? _url = options.WebhookUrl;
    private volatile Uri? _proven;
    private volatile WebhookProblem? _problem;

    public Uri? Url
    {
        get => _url;
        set => _url = value;
    }

    /// <summary>Why the last call to this address failed; null when it did not, and after the address was set anew.</summary>
    public WebhookProblem? Problem => _problem is { } problem && ReferenceEquals(problem.Url, _url) ? problem : null;

    public async Task<string?> PostAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        if (_url is not { } url)
        {
            return null;
        }

        using var timeout = new CancellationTokenSource(options.WebhookTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var problem = await TryAsync(url, notices, either.Token).ConfigureAwait(false);
        _problem = problem;
        return problem?.Words;
    }

    public void Dispose()
    {
        _http.Dispose();
        _oneProof.Dispose();
    }

    private async Task<WebhookProblem?> TryAsync(Uri url, IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        try
        {
            return await ProveAsync(url, cancellationToken).ConfigureAwait(false) ?? await PostAsync(url, notices, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new WebhookProblem(url, "it took too long to answer");
        }
        catch (HttpRequestException problem)
        {
            return new WebhookProblem(url, $"it cannot be reached ({problem.HttpRequestError})");
        }
    }

    private async Task<WebhookProblem?> PostAsync(Uri url, IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        var body = WebhookBody.Write(notices, options);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (options.AppSecret is { } secret)
        {
            request.Headers.TryAddWithoutValidation(WebhookSignature.Header, WebhookSignature.Of(body.Span, secret));
        }

        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.OK ? null : WebhookProblem.Answered(url, response.StatusCode);
    }

    private async Task<WebhookProblem?> ProveAsync(Uri url, CancellationToken cancellationToken)
    {
        if (options.VerifyToken is not { } token || url == _proven)
        {
            return null;
        }

        await _oneProof.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return url == _proven ? null : await ShakeHandsAsync(url, token, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _oneProof.Release();
        }
    }

    private async Task<WebhookProblem?> ShakeHandsAsync(Uri url, string token, CancellationToken cancellationToken)
    {
        var challenge = RandomNumberGenerator.GetInt32(int.MaxValue).ToString(CultureInfo.InvariantCulture);
        var separator = url.Query.Length > 0 ? '&' : '?';
        var handshake = new Uri($"{url.AbsoluteUri}{separator}hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={Uri.EscapeDataString(token)}");
        using var response = await _http.GetAsync(handshake, cancellationToken).ConfigureAwait(false);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK || answer.Trim() != challenge)
        {
            return WebhookProblem.Answered(url, response.StatusCode, " to the verification handshake, without the challenge");
        }

        _proven = url;
        return null;
    }
}

using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Notify.Http;
using Notify.Sms.Mtn.Errors;
using Notify.Sms.Mtn.Hosting;
using Notify.Sms.Mtn.Tokens;
using Polly;

namespace Notify.Sms.Mtn.Accounts;

/// <summary>One account, ready to call MTN: its client, its token, its time-out and concurrency limit, its address and its error table.</summary>
internal sealed class MtnAccount
{
    private const string ApiKeyHeader = "x-api-key";

    private readonly Uri _sendAddress;

    public MtnAccount(string name, MtnOptions options, IHttpClientFactory clients, TimeProvider time, ILogger<MtnAccount> logger)
    {
        Name = name;
        Options = options;
        Time = time;
        Errors = MtnAccounts.Table(options);
        _sendAddress = MtnAddresses.Send(options);

        var client = clients.CreateClient(MtnServices.Kind.ClientName(name));
        Tokens = options.ClientId.Length == 0 ? null : new TokenCache(new TokenClient(name, options, client, time, logger).FetchAsync, time);

        // No retry here, ever: a send that may have left is settled by its report. The time-out spans the wait for a free place and for a token.
        Wire = new WireCall(client, new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(options.Timeout)
            .AddConcurrencyLimiter(options.MaxConcurrency, queueLimit: int.MaxValue)
            .Build());
    }

    public string Name { get; }

    public MtnOptions Options { get; }

    public TimeProvider Time { get; }

    public MtnErrorTable Errors { get; }

    /// <summary>Null where the gateway takes an API key alone.</summary>
    public TokenCache? Tokens { get; }

    /// <summary>How sends go out.</summary>
    public WireCall Wire { get; }

    /// <summary>A send's request, yet without its body.</summary>
    public HttpRequestMessage Request(Token? token)
    {
        var post = new HttpRequestMessage(HttpMethod.Post, _sendAddress);
        if (token is not null)
        {
            post.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        }

        if (Options.ApiKey.Length > 0)
        {
            post.Headers.TryAddWithoutValidation(ApiKeyHeader, Options.ApiKey);
        }

        return post;
    }
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Notify.Gates;
using Notify.Http;
using Notify.Outcomes;
using Notify.Sms.Mtn.Accounts;
using Notify.Sms.Mtn.Diagnostics;
using Notify.Sms.Mtn.Errors;

namespace Notify.Sms.Mtn.Tokens;

/// <summary>Asks MTN for tokens, by OAuth's client credentials.</summary>
internal sealed partial class TokenClient(string account, MtnOptions options, HttpClient client, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LifetimeWhereNotSaid = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(7);

    // MTN's SMS file has the first, its OAuth page the second; clients in the wild use both.
    private static readonly string[] KnownPaths =
    [
        "v1/oauth/access_token/accesstoken?grant_type=client_credentials", "v1/oauth/access_token?grant_type=client_credentials",
    ];

    private readonly Uri[] _addresses = [.. (options.TokenPath.Length > 0 ? [options.TokenPath] : KnownPaths).Select(p => MtnAddresses.Below(options.BaseAddress, p))];
    private volatile int _first;

    /// <summary>Gets a token.</summary>
    /// <exception cref="TokenException">There is none.</exception>
    public async Task<Token> FetchAsync(bool replacesRefused)
    {
        var outcome = await TryAsync(replacesRefused).ConfigureAwait(false);
        if (outcome.Token is { } token)
        {
            logger.TokenRenewed(account, token.Lifetime);
            return token;
        }

        var problem = outcome.Problem!;
        logger.TokenFailed(account, problem.Code, problem.Detail, problem.Remedy);
        throw new TokenException(problem);
    }

    private async Task<(Token? Token, Outcome? Problem)> TryAsync(bool replacesRefused)
    {
        // Its own time-out: many wait for it, and none of them may end it for the others.
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        var askedAt = time.GetTimestamp();
        try
        {
            var answer = await AskAsync(timeout.Token).ConfigureAwait(false);
            return Read(answer, askedAt, replacesRefused);
        }
        catch (OperationCanceledException)
        {
            return (null, Retry("timeout", "MTN took too long to give a token."));
        }
        catch (Exception e)
        {
            // Whatever a handler of the app throws: there is no token.
            var words = e is HttpRequestException http ? $"{http.HttpRequestError}: {http.Message}" : e.Message;
            return (null, Retry("network", Clean.Detail($"No token: {words}")));
        }
    }

    private async Task<Answer> AskAsync(CancellationToken cancellationToken)
    {
        var first = _first;
        var answer = await PostAsync(_addresses[first], cancellationToken).ConfigureAwait(false);
        if (answer.Status != 404 || _addresses.Length == 1)
        {
            return answer;
        }

        var other = 1 - first;
        var second = await PostAsync(_addresses[other], cancellationToken).ConfigureAwait(false);
        _first = second.Status == 404 ? first : other;
        return second;
    }

    private async Task<Answer> PostAsync(Uri address, CancellationToken cancellationToken)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, address);
        post.Options.Set(SinglePassHandler.Repeatable, true);
        if (options.ClientAuthentication == MtnClientAuthentication.Basic)
        {
            var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret}"));
            post.Headers.Authorization = new AuthenticationHeaderValue("Basic", pair);
            post.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
        }
        else
        {
            post.Content = new FormUrlEncodedContent([new("client_id", options.ClientId), new("client_secret", options.ClientSecret)]);
        }

        using var response = await client.SendAsync(post, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return await Answer.ReadAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private (Token? Token, Outcome? Problem) Read(Answer answer, long askedAt, bool replacesRefused)
    {
        using var document = JsonFields.Parse(answer.Body);
        var root = document?.RootElement;
        if (answer.IsSuccess && root?.Text("access_token") is { } value && HeaderValue().IsMatch(value))
        {
            // MTN writes the seconds as text.
            var seconds = root.Value.Number("expires_in");
            var lifetime = seconds is > 0 ? TimeSpan.FromSeconds(Math.Min(seconds.Value, (long)LongestLifetime.TotalSeconds)) : LifetimeWhereNotSaid;
            return (new Token(value, askedAt, lifetime, replacesRefused), null);
        }

        var error = root is { } json ? ProviderError.Read(json) : null;
        var detail = error is { Detail.Length: > 0 } e ? e.Detail : $"HTTP {answer.Status} where a token was asked for";
        return (null, answer.Status switch
        {
            400 or 401 or 403 => Stop(error?.Code ?? "token_refused", detail, "Check ClientId and ClientSecret, and ClientAuthentication."),
            404 or 405 => Stop("token_address", detail, "Check BaseAddress and TokenPath."),
            _ => Retry("token", detail) with { RetryAfter = Waits.RetryAfter(answer, time) },
        });
    }

    private static Outcome Stop(string code, string detail, string remedy) =>
        new() { Class = OutcomeClass.Stopped, Scope = OutcomeScope.App, Mends = Mending.Person, Code = code, Detail = detail, Remedy = remedy };

    private static Outcome Retry(string code, string detail) =>
        new() { Class = OutcomeClass.Retry, Code = code, Detail = detail, Remedy = "Nothing was sent: there is no token. Check the network, and MTN's status." };

    [GeneratedRegex(@"\A[\x21-\x7e]{1,8192}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HeaderValue();
}

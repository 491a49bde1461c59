using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Notify.Emulators.Meta.Hosting;

namespace Notify.Emulators.Mtn;

/// <summary><c>POST /v1/oauth/access_token</c>, also with <c>/accesstoken</c> behind it: gives tokens, and knows those it gave. They end with the process.</summary>
internal sealed class TokenEndpoint(MtnEmulatorOptions options, TimeProvider clock)
{
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3599);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new(StringComparer.Ordinal);

    public async Task GiveAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "invalid_request").ConfigureAwait(false);
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var grant = context.Request.Query["grant_type"].ToString() is { Length: > 0 } asked ? asked : form["grant_type"].ToString();
        if (grant != "client_credentials")
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "unsupported_grant_type").ConfigureAwait(false);
            return;
        }

        if (!Is(options.ClientId, form["client_id"]) || !Is(options.ClientSecret, form["client_secret"]))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "invalid_client").ConfigureAwait(false);
            return;
        }

        var token = Guid.NewGuid().ToString("N");
        _tokens[token] = clock.GetUtcNow() + Life;
        await Answers.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("access_token"u8, token);
            json.WriteString("token_type"u8, "BearerToken"u8);
            // A text, as MTN gives it.
            json.WriteString("expires_in"u8, "3599"u8);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>Whether a call brings a token that was given and is not over.</summary>
    public bool LetsIn(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is var given
        && given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && _tokens.TryGetValue(given[Scheme.Length..].Trim(), out var end)
        && clock.GetUtcNow() < end;

    private static bool Is(string? wanted, string? given) => !string.IsNullOrEmpty(given) && (wanted is null || wanted == given);

    private static Task RefuseAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return Answers.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("error"u8, error);
            json.WriteEndObject();
        });
    }
}

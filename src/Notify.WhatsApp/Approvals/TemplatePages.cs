using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Notify.WhatsApp.Accounts;
using Notify.WhatsApp.Diagnostics;
using Notify.WhatsApp.Errors;
using Notify.Http;

namespace Notify.WhatsApp.Approvals;

/// <summary>Reads an account's list of templates, page by page.</summary>
internal static class TemplatePages
{
    private const int PageSize = 200;
    private const int MostPages = 1000;

    /// <summary>The pages in order; the caller disposes each.</summary>
    /// <exception cref="TemplateSyncException">A page was refused, unreadable, or the list does not end.</exception>
    public static async IAsyncEnumerable<JsonDocument> ReadAsync(
        WhatsAppAccount account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = new Uri($"{account.TemplatesAddress.AbsoluteUri}?fields=name,language,status&limit={PageSize}");
        var seen = new HashSet<Uri>();
        for (var address = first; address is not null;)
        {
            if (!seen.Add(address) || seen.Count > MostPages)
            {
                throw new TemplateSyncException("The list of templates repeats itself.");
            }

            var page = await GetAsync(account, address, cancellationToken).ConfigureAwait(false);
            var next = Next(page.RootElement, first);
            yield return page;
            address = next;
        }
    }

    // The cursor is put into our own address: the link Meta gives may lead past a proxy, and holds the token.
    private static Uri? Next(JsonElement page, Uri first)
    {
        var paging = page.Field("paging");
        if (paging?.Text("next") is not { } link)
        {
            return null;
        }

        if (paging.Value.Field("cursors")?.Text("after") is { Length: > 0 } after)
        {
            return new Uri($"{first.AbsoluteUri}&after={Uri.EscapeDataString(after)}");
        }

        var sameOrigin = Uri.TryCreate(link, UriKind.Absolute, out var next)
            && next.Scheme == first.Scheme
            && string.Equals(next.Authority, first.Authority, StringComparison.OrdinalIgnoreCase);
        return sameOrigin ? next : throw new TemplateSyncException("The list's next page is at another address than BaseAddress.");
    }

    private static async Task<JsonDocument> GetAsync(WhatsAppAccount account, Uri address, CancellationToken cancellationToken)
    {
        var answer = await account.Calls.ExecuteAsync(
            static async (call, token) =>
            {
                using var get = new HttpRequestMessage(HttpMethod.Get, call.Address);
                get.Headers.Authorization = call.Account.Authorization;
                using var response = await call.Account.Client.SendAsync(get, HttpCompletionOption.ResponseHeadersRead, token)
                    .ConfigureAwait(false);
                return await Answer.ReadAsync(response, token).ConfigureAwait(false);
            },
            (Account: account, Address: address),
            cancellationToken).ConfigureAwait(false);

        var page = JsonFields.Parse(answer.Body);
        if (answer.IsSuccess && page?.RootElement.Field("data") is { ValueKind: JsonValueKind.Array })
        {
            return page;
        }

        using (page)
        {
            throw new TemplateSyncException(Describe(answer, page?.RootElement.Field("error"), account));
        }
    }

    private static string Describe(Answer answer, JsonElement? json, WhatsAppAccount account)
    {
        if (json is { } given && ProviderError.Read(given) is { } error)
        {
            return $"HTTP {answer.Status}, code {error.Code}: {error.Detail} {account.Errors.Find(error.Code)?.Remedy}".TrimEnd();
        }

        return answer.Status == (int)HttpStatusCode.OK
            ? "The answer is not a list of templates."
            : $"HTTP {answer.Status} without an error code. Check BaseAddress and ApiVersion.";
    }
}

using Microsoft.AspNetCore.Http;

namespace Notify.Emulators.Meta.Phone;

/// <summary>Sends the page's files, which are part of the assembly.</summary>
internal static class PageFile
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static async Task SendAsync(HttpContext context, string name, string contentType)
    {
        var headers = context.Response.Headers;
        context.Response.ContentType = contentType;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        headers["Referrer-Policy"] = "no-referrer";
        var file = typeof(PageFile).Assembly.GetManifestResourceStream($"phone/{name}")!;
        await using (file.ConfigureAwait(false))
        {
            await file.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }
}

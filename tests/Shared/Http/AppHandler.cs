namespace Notify.Tests.Http;

/// <summary>A handler as an app might add one.</summary>
internal sealed class AppHandler(
    Func<HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task<HttpResponseMessage>> handle) : DelegatingHandler
{
    /// <summary>Sends everything that fails again, up to three times.</summary>
    public static AppHandler Retrying() => new(static async (request, next) =>
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var response = await next(request);
                if (response.IsSuccessStatusCode || attempt == 3)
                {
                    return response;
                }

                response.Dispose();
            }
            catch (HttpRequestException) when (attempt < 3)
            {
            }
        }
    });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        handle(request, r => base.SendAsync(r, cancellationToken));
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Notify.Http;

/// <summary>Sets up an account's HTTP client so that nothing in it can repeat or redirect a send.</summary>
internal static class WireClient
{
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    public static void Configure(IHttpClientBuilder client)
    {
        client
            .ConfigureHttpClient(static c => c.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler(static (handler, _) => handler.PooledConnectionLifetime = ConnectionLife)
            // The sender keeps its client; connections are renewed by their own lifetime.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

        // After everything the app configures, whenever it does: the handler that lets a send pass once must be the innermost.
        client.Services.PostConfigure<HttpClientFactoryOptions>(
            client.Name, static options => options.HttpMessageHandlerBuilderActions.Add(Seal));
    }

    private static void Seal(HttpMessageHandlerBuilder builder)
    {
        switch (builder.PrimaryHandler)
        {
            case SocketsHttpHandler sockets:
                (sockets.AllowAutoRedirect, sockets.UseCookies) = (false, false);
                break;
            case HttpClientHandler handler:
                (handler.AllowAutoRedirect, handler.UseCookies) = (false, false);
                break;
        }

        builder.AdditionalHandlers.Add(new SinglePassHandler());
    }
}

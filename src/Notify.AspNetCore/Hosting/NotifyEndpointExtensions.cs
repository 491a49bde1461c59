using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify;
using Notify.AspNetCore.Diagnostics;
using Notify.AspNetCore.Hosting;
using Notify.AspNetCore.PostCall;
using Notify.AspNetCore.RunOnce;
using Notify.AspNetCore.Webhooks;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Gives Notify addresses in an app.</summary>
/// <remarks>Calling a method again with the same address maps nothing twice. What is mapped asks for no login of the app's: it checks its callers itself.</remarks>
public static class NotifyEndpointExtensions
{
    /// <summary>
    /// Takes the webhooks of every provider that was added, each at <c>{prefix}/{reader}</c>, for instance <c>/notify/webhooks/whatsapp</c>; what follows the reader's
    /// name belongs to it. GET is the provider's handshake. POST is checked over its raw bytes, stored durably, and answered 200 then; it is worked on later.
    /// </summary>
    /// <remarks>
    /// Other answers: 400 signed and not readable, 401 without a valid signature or secret, 403 a handshake refused, 404 no such reader, 405 another method, 413 over
    /// 3 MB, 503 not stored: the provider tries again. Never 500.
    /// </remarks>
    /// <param name="endpoints">The app, or a group of its routes.</param>
    /// <param name="prefix">What the addresses begin with.</param>
    /// <returns>To add conventions to it, for instance a host name it listens for.</returns>
    /// <exception cref="InvalidOperationException">Notify was not added to the services.</exception>
    public static IEndpointConventionBuilder MapNotifyWebhooks(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix = "/notify/webhooks")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        Need<INotifier>(endpoints, "AddNotify", nameof(MapNotifyWebhooks));
        var pattern = $"{prefix.TrimEnd('/')}/{{{WebhookEndpoint.ReaderKey}}}/{{**{WebhookEndpoint.PathKey}}}";
        return MappedEndpoints.GetOrMap(endpoints, pattern, () =>
        {
            var services = endpoints.ServiceProvider;
            var metrics = new EndpointMetrics(services.GetRequiredService<IMeterFactory>());

            var endpoint = new WebhookEndpoint(services, metrics, services.GetRequiredService<ILogger<WebhookEndpoint>>());
            return Map(endpoints, pattern, "Notify webhooks", endpoint.HandleAsync);
        });
    }

    /// <summary>
    /// Lets a scheduler run the worker once, for an app that is not always awake: a POST with <c>Authorization: Bearer</c> and a key of <see cref="RunOnceOptions"/>
    /// does maintenance and works until nothing is due. Answers 200 with <c>{"workedOn": n, "milliseconds": n}</c>.
    /// </summary>
    /// <remarks>Other answers: 401 without one of the keys, 405 another method, 409 while a run is under way in this process, 503 it failed or was broken off.</remarks>
    /// <param name="endpoints">The app, or a group of its routes.</param>
    /// <param name="pattern">The address.</param>
    /// <returns>To add conventions to it.</returns>
    /// <exception cref="InvalidOperationException"><c>AddRunOnce</c> was not called.</exception>
    public static IEndpointConventionBuilder MapNotifyRunOnce(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/notify/run-once")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        Need<RunOnceEndpoint>(endpoints, "AddRunOnce", nameof(MapNotifyRunOnce));
        return MappedEndpoints.GetOrMap(endpoints, pattern, () =>
        {
            var services = endpoints.ServiceProvider;
            return Map(endpoints, pattern, "Notify run once", context => services.GetRequiredService<RunOnceEndpoint>().HandleAsync(context));
        });
    }

    /// <summary>
    /// Lets a telephone system say that a call has ended (<see cref="Notify.Sessions.ICalls.EndAsync"/>): a POST with <c>Authorization: Bearer</c> and a key of
    /// <see cref="RunOnceOptions"/>, its body an object with <c>recipient</c> and <c>callId</c>, with <c>variables</c> (an object of strings), <c>text</c> or both, and as
    /// needed <c>tenant</c>, <c>template</c>, <c>context</c> (an object), <c>channels</c> (an array of names) and <c>locale</c>. Answers 200 with
    /// <c>{"sessionId": …, "summaryId": …, "status": "queued"}</c>, or <c>duplicate</c> or <c>blocked</c>. It is safe to repeat.
    /// </summary>
    /// <remarks>
    /// Other answers: 400 with <c>{"errors": [{"field": …, "code": …, "message": …}]}</c>, 401 without one of the keys, 405 another method, 413 over 256 KB, 503 it failed:
    /// repeat it. Whoever has a key may write to anybody on behalf of any tenant.
    /// </remarks>
    /// <param name="endpoints">The app, or a group of its routes.</param>
    /// <param name="pattern">The address.</param>
    /// <returns>To add conventions to it.</returns>
    /// <exception cref="InvalidOperationException"><c>AddRunOnce</c> was not called.</exception>
    public static IEndpointConventionBuilder MapNotifyPostCall(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/notify/post-call")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        Need<PostCallEndpoint>(endpoints, "AddRunOnce", nameof(MapNotifyPostCall));
        return MappedEndpoints.GetOrMap(endpoints, pattern, () =>
        {
            var services = endpoints.ServiceProvider;
            return Map(endpoints, pattern, "Notify post call", context => services.GetRequiredService<PostCallEndpoint>().HandleAsync(context));
        });
    }

    private static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string pattern, string name, RequestDelegate handle) =>
        endpoints.Map(pattern, handle).WithDisplayName(name).AllowAnonymous();

    private static void Need<T>(IEndpointRouteBuilder endpoints, string call, string caller)
    {
        if (!endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(T)))
        {
            throw new InvalidOperationException($"{caller} needs Notify: call {call} on the services first.");
        }
    }
}

using System.Net.Http.Headers;
using Notify.Http;
using Notify.WhatsApp.Errors;
using Notify.WhatsApp.Hosting;
using Polly;

namespace Notify.WhatsApp.Accounts;

/// <summary>One account, ready to call Meta: its client, its time-out and concurrency limit, its addresses and its error table.</summary>
internal sealed class WhatsAppAccount
{
    public WhatsAppAccount(string name, WhatsAppOptions options, IHttpClientFactory clients, TimeProvider time)
    {
        Name = name;
        Options = options;
        Time = time;
        Errors = WhatsAppAccounts.Table(options);
        Authorization = new AuthenticationHeaderValue("Bearer", options.AccessToken);
        Client = clients.CreateClient(WhatsAppServices.Kind.ClientName(name));

        var root = new Uri(options.BaseAddress.AbsoluteUri.TrimEnd('/') + "/");
        MessagesAddress = new Uri(root, $"{options.ApiVersion}/{options.PhoneNumberId}/messages");
        TemplatesAddress = new Uri(root, $"{options.ApiVersion}/{options.BusinessAccountId}/message_templates");

        // No retry here, ever: a send that may have left is settled by its receipt. The time-out spans the wait for a free place.
        Calls = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(options.Timeout)
            .AddConcurrencyLimiter(options.MaxConcurrency, queueLimit: int.MaxValue)
            .Build();
        Wire = new WireCall(Client, Calls);
    }

    public string Name { get; }

    public WhatsAppOptions Options { get; }

    public TimeProvider Time { get; }

    public WhatsAppErrorTable Errors { get; }

    public AuthenticationHeaderValue Authorization { get; }

    public HttpClient Client { get; }

    public Uri MessagesAddress { get; }

    public Uri TemplatesAddress { get; }

    public ResiliencePipeline Calls { get; }

    /// <summary>How sends go out.</summary>
    public WireCall Wire { get; }
}

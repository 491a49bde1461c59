using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Contacts;
using Notify.Messages;
using Notify.Outcomes;
using Notify.Sending;
using Notify.Templates;

namespace Notify.WhatsApp.Tests.Support;

/// <summary>An app with one WhatsApp account that talks to a <see cref="FakeGraph"/>.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string To = "+16505551234";
    public const string Token = "token-value-1";

    private static readonly Guid Delivery = new("01998f3a-0000-7000-8000-000000000001");
    private readonly ServiceProvider _services;

    private Rig(ServiceProvider services, FakeGraph graph) => (_services, Graph) = (services, graph);

    public FakeGraph Graph { get; }

    public IServiceProvider Services => _services;

    public IChannelSender Sender => _services.GetRequiredKeyedService<IChannelSender>(WhatsAppOptions.DefaultAccount);

    public LogLines Log => _services.GetRequiredService<LogLines>();

    public static async Task<Rig> StartAsync(
        Action<WhatsAppOptions>? configure = null, Action<IHttpClientBuilder>? http = null, TimeProvider? time = null)
    {
        var graph = await FakeGraph.StartAsync();
        var services = new ServiceCollection();
        services.AddSingleton<LogLines>();
        services.AddLogging(l => l.Services.AddSingleton<ILoggerProvider>(sp => sp.GetRequiredService<LogLines>()));
        services.AddSingleton<ITemplateStore, ApprovalsOnlyStore>();
        if (time is not null)
        {
            services.AddSingleton(time);
        }

        new TestBuilder(services).AddWhatsApp(
            options =>
            {
                Fill(options);
                options.BaseAddress = graph.BaseAddress;
                configure?.Invoke(options);
            },
            http);
        return new Rig(services.BuildServiceProvider(), graph);
    }

    public static void Fill(WhatsAppOptions options)
    {
        options.PhoneNumberId = "106540352242922";
        options.BusinessAccountId = "102290129340398";
        options.AccessToken = Token;
        options.AppSecret = "test_app_secret";
        options.VerifyToken = "verify-1";
    }

    public static SendRequest Request(Message? message = null, int send = 1, string to = To) =>
        new(new SendReference(Delivery, send), Address.Phone(to), message ?? new TextMessage("hi"));

    public Task<Outcome> SendAsync(Message? message = null, int send = 1, CancellationToken cancellationToken = default) =>
        Sender.SendAsync(Request(message, send), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Graph.DisposeAsync();
    }
}

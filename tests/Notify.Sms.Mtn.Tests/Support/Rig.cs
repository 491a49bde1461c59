using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Contacts;
using Notify.Messages;
using Notify.Outcomes;
using Notify.Sending;

namespace Notify.Sms.Mtn.Tests.Support;

/// <summary>An app with one MTN account that talks to a <see cref="FakeMtn"/>.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string To = "+250788123456";
    public const string Secret = "client-secret-1";

    private static readonly Guid Delivery = new("01998f3a-0000-7000-8000-000000000001");
    private readonly ServiceProvider _services;

    private Rig(ServiceProvider services, FakeMtn mtn) => (_services, Mtn) = (services, mtn);

    public FakeMtn Mtn { get; }

    public IServiceProvider Services => _services;

    public IChannelSender Sender => _services.GetRequiredKeyedService<IChannelSender>(MtnOptions.DefaultAccount);

    public LogLines Log => _services.GetRequiredService<LogLines>();

    public static async Task<Rig> StartAsync(Action<MtnOptions>? configure = null, Action<IHttpClientBuilder>? http = null, TimeProvider? time = null)
    {
        var mtn = await FakeMtn.StartAsync();
        var services = new ServiceCollection();
        services.AddSingleton<LogLines>();
        services.AddLogging(l => l.Services.AddSingleton<ILoggerProvider>(sp => sp.GetRequiredService<LogLines>()));
        if (time is not null)
        {
            services.AddSingleton(time);
        }

        new TestBuilder(services).AddMtnSms(
            options =>
            {
                Fill(options);
                options.BaseAddress = mtn.BaseAddress;
                configure?.Invoke(options);
            },
            http);
        return new Rig(services.BuildServiceProvider(), mtn);
    }

    public static void Fill(MtnOptions options)
    {
        options.ClientId = "client-1";
        options.ClientSecret = Secret;
        options.ServiceCode = "2442";
        options.WebhookSecret = "hook-secret-1";
    }

    public static SendRequest Request(Message? message = null, int send = 1, string to = To) =>
        new(new SendReference(Delivery, send), Address.Phone(to), message ?? new TextMessage("hi"));

    public Task<Outcome> SendAsync(Message? message = null, int send = 1, CancellationToken cancellationToken = default) =>
        Sender.SendAsync(Request(message, send), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Mtn.DisposeAsync();
    }
}

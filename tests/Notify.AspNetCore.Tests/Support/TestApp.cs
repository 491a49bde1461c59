using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Hosting;
using Notify.Testing;
using Notify.Tests.Http;
using Notify.Webhooks;

namespace Notify.AspNetCore.Tests.Support;

/// <summary>A real app on a free port, with an intake of the tests'.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApp(WebApplication app, FakeIntake intake, LogLines log) => (_app, Intake, Log) = (app, intake, log);

    public FakeIntake Intake { get; }

    public LogLines Log { get; }

    public HttpClient Client { get; private set; } = null!;

    public int Port => new Uri(_app.Urls.Single()).Port;

    public IServiceProvider Services => _app.Services;

    public static async Task<TestApp> StartAsync(
        Action<WebApplication>? map = null, Action<IServiceCollection>? services = null, Action<INotifyBuilder>? storage = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddFilter("Microsoft", LogLevel.None);
        var (intake, log) = (new FakeIntake(), new LogLines());
        builder.Services.AddNotify(n =>
        {
            (storage ?? (s => s.UseInMemoryStorageForTests()))(n);
            n.AddSender(new ScriptedSender());
        });
        builder.Services.AddSingleton<IWebhookIntake>(intake);
        builder.Services.AddSingleton<IWebhookReader>(new FakeReader());
        builder.Services.AddSingleton<ILoggerProvider>(log);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        var made = new TestApp(app, intake, log);
        (map ?? (a => a.MapNotifyWebhooks()))(app);
        await app.StartAsync();
        made.Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        return made;
    }

    public async Task<HttpStatusCode> PostAsync(string path, HttpContent content)
    {
        using var response = await Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

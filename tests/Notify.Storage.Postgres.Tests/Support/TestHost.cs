using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notify.Core.Tests.Support;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Testing;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>An app on the PostgreSQL store, as a process of its own would be: nothing in memory is shared with others.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;

    private TestHost(IHost host, ScriptedSender sender, TestLog log) => (_host, Sender, Lines) = (host, sender, log);

    public ScriptedSender Sender { get; }

    public TestLog Lines { get; }

    public IServiceProvider Services => _host.Services;

    public INotifier Notifier => Services.GetRequiredService<INotifier>();

    public IWorker Worker => Services.GetRequiredService<IWorker>();

    public IDeliveryLog Log => Services.GetRequiredService<IDeliveryLog>();

    /// <summary>An app that queues and, on demand, works.</summary>
    public static TestHost Create(
        string database, Action<INotifyBuilder>? configure = null, Action<PostgresOptions>? store = null, TimeProvider? clock = null, ScriptedSender? sender = null)
    {
        sender ??= new ScriptedSender();
        var log = new TestLog();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(log);
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        builder.Services.AddNotify(notify =>
        {
            notify.UsePostgres(options =>
            {
                options.ConnectionString = database;
                store?.Invoke(options);
            });
            notify.AddSender(sender);
            configure?.Invoke(notify);
        });
        return new TestHost(builder.Build(), sender, log);
    }

    /// <summary>An app whose worker runs.</summary>
    public static async Task<TestHost> StartWorkerAsync(
        string database, Action<WorkerOptions>? worker = null, Action<PostgresOptions>? store = null, TimeProvider? clock = null, ScriptedSender? sender = null,
        Action<INotifyBuilder>? configure = null)
    {
        var host = Create(
            database,
            notify =>
            {
                notify.AddWorker(worker);
                configure?.Invoke(notify);
            },
            store,
            clock,
            sender);
        await host._host.StartAsync();
        return host;
    }

    public async Task<DeliveryRecord> RecordAsync(Guid notificationId)
    {
        var id = Ids.Delivery(notificationId, 1);
        return (await Log.GetAsync([id], default))[id];
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notify.Bench.Sending;
using Notify.Bench.Storage;
using Notify.Hosting;
using Notify.Queueing;
using Notify.Sending;

namespace Notify.Bench.Running;

/// <summary>A host with every policy on, over the place and the sender asked for.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private readonly IHost _host;

    private BenchHost(BenchSettings settings, StorePlace place, bool withWorker)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddNotify(notify =>
        {
            place.Use(notify);
            UseSender(notify, settings);
            notify.AddTemplates("workload").AddSanitizer(Workload.CardNumbers);
            notify.Services.Configure<QueueingOptions>(o => (o.StreamBatchSize, o.StreamParallelism) = (settings.StreamBatch, settings.StreamParallelism));
            notify.Services.Configure<WorkerOptions>(o =>
            {
                (o.BatchSize, o.SendConcurrency, o.Parallelism) = (settings.Batch, settings.Concurrency, settings.Parallelism);
            });
            if (withWorker)
            {
                notify.AddWorker();
                Time(notify.Services);
            }
        });
        _host = builder.Build();
    }

    /// <summary>With a worker: when each person was first written to.</summary>
    public ConcurrentDictionary<string, long> SentAt { get; } = new(StringComparer.Ordinal);

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<BenchHost> StartAsync(BenchSettings settings, StorePlace place, bool withWorker = false)
    {
        var host = new BenchHost(settings, place, withWorker);
        await host._host.StartAsync();
        return host;
    }

    /// <summary>Works off what is due, in as many loops as the settings say.</summary>
    public async Task<int> DrainAsync(int loops) =>
        (await Task.WhenAll(Enumerable.Range(0, loops).Select(_ => Task.Run(() => Get<IWorker>().RunOnceAsync())))).Sum();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        // Data sources are disposed of asynchronously only.
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private static void UseSender(INotifyBuilder notify, BenchSettings settings)
    {
        if (settings.Emulator is null)
        {
            notify.AddSender(new InstantSender());
            return;
        }

        notify.AddWhatsApp(o =>
        {
            o.BaseAddress = settings.Emulator;
            (o.PhoneNumberId, o.BusinessAccountId, o.AccessToken, o.AppSecret) = ("1000001", "2000001", EmulatorProcess.Token, "bench");
            o.MaxConcurrency = settings.Concurrency;
            (o.MaxPerSecond, o.PairBurst) = (null, 0);
            o.TemplateSyncInterval = TimeSpan.Zero;
        });
    }

    private void Time(IServiceCollection services)
    {
        var sender = services.Last(d => d.ServiceType == typeof(IChannelSender) && !d.IsKeyedService);
        services.Remove(sender);
        services.AddSingleton<IChannelSender>(s => new TimedSender(
            (IChannelSender)(sender.ImplementationInstance ?? sender.ImplementationFactory!(s)), SentAt));
    }
}

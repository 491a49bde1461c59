using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notify.Hosting;
using Notify.Sending;

namespace Notify.Bench;

/// <summary>A host with every policy on, over the storage and sender asked for, in a folder of its own that is removed afterwards.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notify-bench-");
    private readonly EmulatorProcess? _emulator;
    private readonly IHost _host;

    private BenchHost(BenchSettings settings, bool withWorker, EmulatorProcess? emulator)
    {
        _emulator = emulator;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddNotify(notify =>
        {
            UseStorage(notify, settings.Storage);
            UseSender(notify, settings);
            notify.AddTemplates("templates").AddSanitizer(Workload.CardNumbers);
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

    public static async Task<BenchHost> StartAsync(BenchSettings settings, bool withWorker)
    {
        var emulator = settings.Sender == "http" ? await EmulatorProcess.StartAsync() : null;
        var host = new BenchHost(settings, withWorker, emulator);
        await host._host.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private void UseStorage(INotifyBuilder notify, string storage)
    {
        switch (storage)
        {
            case "sqlite":
                notify.UseSqlite(Path.Combine(_folder.FullName, "notify.db"));
                break;
            default:
                throw new ArgumentException($"--storage {storage} is not known; use sqlite.", nameof(storage));
        }
    }

    private void UseSender(INotifyBuilder notify, BenchSettings settings)
    {
        if (_emulator is null)
        {
            notify.AddSender(new InstantSender());
            return;
        }

        notify.AddWhatsApp(o =>
        {
            o.BaseAddress = _emulator.Address;
            (o.PhoneNumberId, o.BusinessAccountId, o.AccessToken, o.AppSecret) = ("1000001", "2000001", EmulatorProcess.Token, "bench");
            o.MaxConcurrency = settings.Concurrency;
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

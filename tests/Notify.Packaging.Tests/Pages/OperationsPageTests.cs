using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Hosting;
using Notify.Sending;

namespace Notify.Packaging.Tests.Pages;

/// <summary>The tables of docs/operations.md list what the code has, no more and no less.</summary>
public sealed class OperationsPageTests
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(INotifier).Assembly, typeof(AspNetCore.RunOnce.RunOnceOptions).Assembly, typeof(AI.Replies.AiReplyOptions).Assembly, typeof(WhatsApp.WhatsAppOptions).Assembly, typeof(Sms.Mtn.MtnOptions).Assembly, typeof(Storage.Sqlite.SqliteOptions).Assembly, typeof(Storage.Postgres.PostgresOptions).Assembly,
    ];

    [Fact]
    public void Events_are_those_of_the_code()
    {
        var inCode = Assemblies.SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .Select(e => $"{e.EventName} {e.Level}");
        Page.Table("docs/operations.md", "events").Select(r => $"{r[0]} {r[1]}").Should().BeEquivalentTo(inCode);
    }

    [Fact]
    public void Metrics_are_those_of_the_code()
    {
        var inCode = new List<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddNotify(notify => notify.UseSqlite("notify.db").AddMtnSms(o => (o.ApiKey, o.ServiceCode) = ("key", "2442")));
        using var app = (IDisposable)builder.Build();
        var services = ((WebApplication)app).Services;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == "Notify" && ReferenceEquals(instrument.Meter.Scope, services.GetRequiredService<IMeterFactory>()))
            {
                inCode.Add($"{instrument.Name} {Kind(instrument)}");
            }
        };
        listener.Start();
        services.GetRequiredService<IWorker>();
        services.GetRequiredService<IChannelSender>();
        ((WebApplication)app).MapNotifyWebhooks();
        Page.Table("docs/operations.md", "metrics").Select(r => $"{r[0]} {r[1]}").Should().BeEquivalentTo(inCode);
    }

    private static string Kind(Instrument instrument) => instrument.GetType().Name switch
    {
        "Counter`1" => "counter",
        "Histogram`1" => "histogram",
        var name when name.Contains("Gauge", StringComparison.Ordinal) => "gauge",
        var name => name,
    };
}

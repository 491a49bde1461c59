using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notify.EndToEnd.Tests.Processes;
using Notify.EndToEnd.Tests.Receiving;
using Notify.Hosting;
using Notify.Inbound;
using Notify.Inbox;

namespace Notify.EndToEnd.Tests.Killing;

/// <summary>A whole app in a process of its own: it takes Meta's webhooks in and answers what people write.</summary>
internal static class AnsweringWorker
{
    public const string PhoneNumberId = "1000001";

    /// <summary>It works until it is killed.</summary>
    public const string Works = "works";

    /// <summary>It sends, and stands still before it marks a message as handled.</summary>
    public const string HaltsAfterSending = "halts-after-sending";

    /// <summary>It stands still there and has sent nothing.</summary>
    public const string HaltsBeforeSending = "halts-before-sending";

    private const string Listening = "listening on ";
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Starts one.</summary>
    /// <param name="place">The store (postgres or sqlite) and where it is.</param>
    /// <param name="ahead">How far the store's clock is ahead; of SQLite's, which is the process's own.</param>
    /// <param name="emulator">Where Meta is.</param>
    /// <param name="secret">Meta's secret.</param>
    /// <param name="mode">One of the above.</param>
    /// <param name="wording">How its answers begin.</param>
    public static async Task<ChildProcess> StartAsync((string Store, string Place) place, TimeSpan ahead, EmulatorProcess emulator, string secret, string mode, string wording)
    {
        var child = ChildProcess.Start(
            ChildProgram.Assembly,
            [ChildProgram.Answer, place.Store, place.Place, ahead.ToString("c", CultureInfo.InvariantCulture), emulator.Address.ToString(), secret, mode, wording]);
        var line = await child.LineAsync(l => l.StartsWith(Listening, StringComparison.Ordinal)).WaitAsync(TimeSpan.FromMinutes(1));
        await emulator.TellAsync(new Uri(new Uri(line[Listening.Length..]), "/notify/webhooks/whatsapp"));
        return child;
    }

    public static async Task RunAsync(string[] arguments)
    {
        var (mode, wording) = (arguments[5], arguments[6]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IInboundHandler>(new ReplyingHandler { Wording = wording });
        builder.Services.AddNotify(notify => Configure(notify, arguments));
        if (mode != Works)
        {
            HaltingInbox.AddTo(builder.Services);
        }

        await using var app = builder.Build();
        app.MapNotifyWebhooks();
        await app.StartAsync();
        Console.WriteLine($"{Listening}{app.Urls.Single()}");

        // What runs once goes on to deliveries when no message waits: one that stands still sends nothing.
        using var timer = new PeriodicTimer(Poll);
        while (mode == HaltsBeforeSending && await timer.WaitForNextTickAsync())
        {
            await app.Services.GetRequiredService<IWorker>().RunOnceAsync();
        }

        await app.WaitForShutdownAsync();
    }

    private static void Configure(INotifyBuilder notify, string[] arguments)
    {
        var (store, place, ahead) = (arguments[0], arguments[1], TimeSpan.Parse(arguments[2], CultureInfo.InvariantCulture));
        _ = store == "postgres"
            ? notify.UsePostgres(o => (o.ConnectionString, o.MigrateOnStart) = (place, true))
            : notify.UseSqlite(o => (o.Path, o.Now) = (place, () => TimeProvider.System.GetUtcNow() + ahead));
        notify.AddWhatsApp(o =>
        {
            (o.BaseAddress, o.AccessToken, o.AppSecret, o.VerifyToken) = (new Uri(arguments[3]), EmulatorProcess.Token, arguments[4], EmulatorProcess.VerifyToken);
            (o.PhoneNumberId, o.TemplateSyncInterval) = (PhoneNumberId, TimeSpan.Zero);
        });
        if (arguments[5] != HaltsBeforeSending)
        {
            notify.AddWorker(o => o.PollInterval = Poll);
        }
    }
}

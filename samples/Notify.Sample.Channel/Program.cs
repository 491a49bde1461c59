using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notify;
using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Receipts;
using Notify.Sample.Channel;

// A channel of the app's own, which Core has never heard of: queue, policies, template, send, receipt.
var folder = args is [var given] ? given : "letterbox";
Directory.CreateDirectory(folder);
var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.Services.AddNotify(notify => notify
    .UseSqlite(Path.Combine(folder, "notify.db"))
    .AddTemplates("letters")
    .AddSender(new LetterboxSender(folder)));
using var host = builder.Build();
await host.StartAsync();

var services = host.Services;
await services.GetRequiredService<IContacts>().OptOutAsync(Notification.DefaultTenant, "+250788000002", "asked to");
var notifier = services.GetRequiredService<INotifier>();
var aline = await notifier.QueueAsync(Parcel("+250788000001", "Aline"));
var eric = await notifier.QueueAsync(Parcel("+250788000002", "Eric"));
await services.GetRequiredService<IWorker>().RunOnceAsync();

// The person takes the letter out of the box.
Directory.CreateDirectory(Path.Combine(folder, "read"));
foreach (var letter in Directory.GetFiles(folder, "*.txt"))
{
    Console.WriteLine($"letter: {await File.ReadAllTextAsync(letter)}");
    File.Move(letter, Path.Combine(folder, "read", Path.GetFileName(letter)));
}

await new LetterboxReceipts(folder, services.GetRequiredService<IReceipts>()).CollectAsync(CancellationToken.None);
await ShowAsync("Aline", aline);
await ShowAsync("Eric", eric);
await host.StopAsync();

static Notification Parcel(string recipient, string name) => new(recipient, "parcel_ready")
{
    Variables = { ["name"] = name, ["code"] = "4711" },
    Channels = ChannelPlan.Of(LetterboxSender.Letterbox),
    Locale = "fr",
};

async Task ShowAsync(string name, QueueResult queued)
{
    var log = services.GetRequiredService<IDeliveryLog>();
    foreach (var entry in await log.TrailAsync(new TrailQuery(Notification.DefaultTenant) { NotificationId = queued.NotificationId }, CancellationToken.None))
    {
        Console.WriteLine($"{name}: {entry.Event} {entry.Reason}".TrimEnd());
    }
}

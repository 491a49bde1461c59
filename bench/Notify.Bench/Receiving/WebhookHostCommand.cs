using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Bench.Sending;
using Notify.Webhooks;
using Notify.WhatsApp.Errors;
using Notify.WhatsApp.Webhooks;

namespace Notify.Bench.Receiving;

/// <summary><c>webhook-host</c>: the app that takes webhooks in, with its worker. Prints their address, and ends with its input.</summary>
internal static class WebhookHostCommand
{
    public const string Name = "webhook-host";
    public const string PhoneNumberId = "1000001";

    public static Command Create()
    {
        var command = new Command(Name, "An app that another command starts.") { Hidden = true };
        command.SetAction((_, _) => RunAsync());
        return command;
    }

    private static async Task RunAsync()
    {
        var settings = Report.Read<WebhookHostSettings>((await Console.In.ReadLineAsync())!);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sender = new InstantSender();
        builder.Services.AddNotify(notify =>
        {
            settings.Place.Use(notify);
            notify.AddSender(sender).AddTemplates("workload").AddWorker();
        });
        builder.Services.AddSingleton<IWebhookReader>(
            new WhatsAppWebhookReader([new WhatsAppWebhookAccount(sender.Account, PhoneNumberId, settings.Secret, WhatsAppErrorTable.Meta)]));
        await using var app = builder.Build();
        app.MapNotifyWebhooks();
        await app.StartAsync();
        Console.WriteLine($"{app.Urls.First()}/notify/webhooks/whatsapp");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }
}

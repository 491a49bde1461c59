using Microsoft.Extensions.DependencyInjection;
using Notify.Bench.Running;
using Notify.Bench.Storage;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Outcomes;
using Notify.Receipts;

namespace Notify.Bench.Crashing;

/// <summary>How all hosts of a crash run are set up. Travels to the worker processes.</summary>
/// <param name="Place">The store.</param>
/// <param name="Emulator">Where messages go.</param>
/// <param name="Secret">What the emulator signs its webhooks with.</param>
/// <param name="ResendsAtOnce">See <see cref="CrashOptions"/>.</param>
/// <param name="ClockOff">How far the process's wall clock is off.</param>
internal sealed record CrashSettings(StorePlace Place, Uri Emulator, string Secret, bool ResendsAtOnce, TimeSpan ClockOff)
{
    /// <summary>Longer than receipts are late, and than the store is away.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(12);

    public void Use(INotifyBuilder notify)
    {
        notify.Services.AddSingleton<TimeProvider>(new ShiftedTime(ClockOff));
        Place.Use(notify);
        notify.AddTemplates("workload").AddWhatsApp(o =>
        {
            (o.BaseAddress, o.PhoneNumberId, o.BusinessAccountId, o.AccessToken, o.AppSecret) = (Emulator, "1000001", "2000001", EmulatorProcess.Token, Secret);
            (o.Timeout, o.TemplateSyncInterval) = (TimeSpan.FromSeconds(1.5), TimeSpan.Zero);
        });
        notify.Services.Configure<ReceiptOptions>(o =>
        {
            o.Window = ResendsAtOnce ? TimeSpan.Zero : Window;
            o.Unconfirmed = ResendsAtOnce ? UnconfirmedAction.Resend : UnconfirmedAction.Auto;
        });
        notify.Services.Configure<RetryOptions>(o =>
        {
            (o.MaxAttempts, o.RetryDelay, o.RetryMaxDelay) = (20, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));
            (o.DeferDelay, o.DeferMaxDelay) = (o.RetryDelay, o.RetryMaxDelay);
        });
        notify.Services.Configure<WorkerOptions>(o =>
        {
            (o.Lease, o.BatchSize, o.SendConcurrency) = (TimeSpan.FromSeconds(8), 20, 10);
            o.MaintenanceInterval = TimeSpan.FromMilliseconds(200);
        });
    }
}

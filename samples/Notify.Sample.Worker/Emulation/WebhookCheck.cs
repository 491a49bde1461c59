using System.Net;

namespace Notify.Sample.Worker.Emulation;

/// <summary>Ends a run on an emulator that will never bring its webhooks: the run would wait for the receipts without end.</summary>
internal sealed class WebhookCheck(EmulatorClient emulator, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private long? _unreachedSince;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await emulator.WebhookProblemAsync(cancellationToken) is not { } found || found.Status is >= (int)HttpStatusCode.InternalServerError)
        {
            _unreachedSince = null;
            return;
        }

        // No repeating mends another secret, or another word at the handshake.
        if (found.Status is (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden)
        {
            throw new UnfitEmulatorException(
                $"The emulator cannot bring its receipts to this run: {found.Problem}. Start it with --app-secret and --verify-token and the AppSecret and VerifyToken of appsettings.json, "
                + "or give the run the emulator's: --WhatsApp:AppSecret=… --WhatsApp:VerifyToken=…");
        }

        _unreachedSince ??= clock.GetTimestamp();
        if (clock.GetElapsedTime(_unreachedSince.Value) > Longest)
        {
            throw new UnfitEmulatorException(
                $"The emulator could not bring its receipts to this run for {Longest.TotalSeconds} s: {found.Problem}."
                + (found.Status is null ? " It must run on this machine, for the run listens on 127.0.0.1 only." : ""));
        }
    }
}

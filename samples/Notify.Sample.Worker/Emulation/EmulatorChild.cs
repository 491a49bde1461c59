using System.Diagnostics;
using Notify.Sms.Mtn;
using Notify.WhatsApp;

namespace Notify.Sample.Worker.Emulation;

/// <summary>The emulator in a process of its own. It ends with this one, even if this one is killed; its list is in the folder.</summary>
internal sealed class EmulatorChild : IAsyncDisposable
{
    private const string Ready = "Notify emulator (Meta) listening on ";

    private readonly Process _process;

    private EmulatorChild(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<EmulatorChild> StartAsync(string folder, Uri webhook, WhatsAppOptions account, MtnOptions sms, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Notify.Emulators.dll"), "meta", "--until-input-ends", "--data", folder,
            "--webhook", webhook.ToString(), "--token", account.AccessToken, "--business-account-id", account.BusinessAccountId, "--app-secret", account.AppSecret,
            "--verify-token", account.VerifyToken, "--mtn-webhook", webhook.ToString(), "--mtn-client", sms.ClientId, "--mtn-secret", sms.ClientSecret,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new IOException("The emulator's process could not be started.");
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return line?.StartsWith(Ready, StringComparison.Ordinal) == true
            ? new EmulatorChild(process, new Uri(line[Ready.Length..].Trim()))
            : throw new IOException((await errors).Trim());
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

using System.Diagnostics;
using Notify.WhatsApp;

namespace Notify.Sample.Worker.Emulation;

/// <summary>The emulator in a process of its own. It outlives this one if this one is killed, as a provider would; a resumed run finds it again.</summary>
internal sealed class EmulatorChild : IAsyncDisposable
{
    private const string Ready = "Notify emulator (Meta) listening on ";

    private readonly Process _process;
    private readonly string _note;

    private EmulatorChild(Process process, string note, Uri address) => (_process, _note, Address) = (process, note, address);

    public Uri Address { get; }

    public static async Task<EmulatorChild> StartAsync(string folder, Uri webhook, WhatsAppOptions account, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var note = Path.Combine(folder, "process.txt");
        if (await FindAsync(note, cancellationToken) is { } alive)
        {
            return alive;
        }

        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Notify.Emulators.dll"), "meta", "--data", folder, "--webhook", webhook.ToString(),
            "--token", account.AccessToken, "--app-secret", account.AppSecret, "--verify-token", account.VerifyToken,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new IOException("The emulator's process could not be started.");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        if (line?.StartsWith(Ready, StringComparison.Ordinal) != true)
        {
            process.Kill();
            throw new IOException($"The emulator did not start; look into {folder}, and whether another emulator uses it.");
        }

        var address = line[Ready.Length..].Trim();
        await File.WriteAllLinesAsync(note, [address, $"{process.Id}"], cancellationToken);
        return new EmulatorChild(process, note, new Uri(address));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_note);
    }

    private static async Task<EmulatorChild?> FindAsync(string note, CancellationToken cancellationToken)
    {
        if (!File.Exists(note) || await File.ReadAllLinesAsync(note, cancellationToken) is not [var address, var id])
        {
            return null;
        }

        try
        {
            using var http = new HttpClient();
            await http.GetStringAsync(new Uri(new Uri(address), "_emulator/health"), cancellationToken);
            return new EmulatorChild(Process.GetProcessById(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)), note, new Uri(address));
        }
        catch (Exception e) when (e is HttpRequestException or ArgumentException or FormatException)
        {
            return null;
        }
    }
}

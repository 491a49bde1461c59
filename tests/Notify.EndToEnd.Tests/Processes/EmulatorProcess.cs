using System.Text.Json;

namespace Notify.EndToEnd.Tests.Processes;

/// <summary>The emulator in a process of its own, which outlives the workers that are killed.</summary>
internal sealed class EmulatorProcess : IDisposable
{
    private const string Ready = "Notify emulator (Meta) listening on ";
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _process;
    private readonly HttpClient _http;

    private EmulatorProcess(ChildProcess process, Uri address)
    {
        _process = process;
        Address = address;
        _http = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public static async Task<EmulatorProcess> StartAsync(string data, string appSecret)
    {
        var process = ChildProcess.Start(
            "Notify.Emulators.dll",
            [
                "meta", "--urls", "http://127.0.0.1:0", "--data", data, "--app-secret", appSecret,
                "--verify-token", "emulator-verify-token", "--token", "emulator-token", "--receipt-step", "500",
            ]);
        var line = await process.LineAsync(l => l.StartsWith(Ready, StringComparison.Ordinal)).WaitAsync(LongestStart);
        return new EmulatorProcess(process, new Uri(line[Ready.Length..].Trim()));
    }

    /// <summary>Everything it accepted, in order.</summary>
    public async Task<IReadOnlyList<AcceptedText>> AcceptedAsync()
    {
        using var list = JsonDocument.Parse(await _http.GetStringAsync(new Uri("_emulator/accepted", UriKind.Relative)));
        return [.. list.RootElement.EnumerateArray().Select(AcceptedText.Of)];
    }

    public void Dispose()
    {
        _http.Dispose();
        _process.Dispose();
    }
}

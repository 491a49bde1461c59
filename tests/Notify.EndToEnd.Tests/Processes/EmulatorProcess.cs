using System.Net.Http.Json;
using System.Text.Json;

namespace Notify.EndToEnd.Tests.Processes;

/// <summary>The emulator in a process of its own, which outlives the workers that are killed.</summary>
internal sealed class EmulatorProcess : IDisposable
{
    public const string Token = "emulator-token";
    public const string VerifyToken = "emulator-verify-token";

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
                "--verify-token", VerifyToken, "--token", Token, "--receipt-step", "500",
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

    /// <summary>Sends webhooks to this address from now on.</summary>
    public async Task TellAsync(Uri webhook)
    {
        using var answer = await _http.PutAsJsonAsync("_emulator/webhook", new { url = webhook });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Lets a person write.</summary>
    public async Task WriteAsync(string person, string phoneNumberId, string text)
    {
        using var answer = await _http.PostAsJsonAsync("_emulator/inbound", new { from = person, phone_number_id = phoneNumberId, type = "text", text = new { body = text } });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Whether every webhook was taken.</summary>
    public async Task<bool> IsHeardAsync() => (await _http.GetFromJsonAsync<JsonElement>("_emulator/pending")).GetProperty("pending").GetInt32() == 0;

    public void Dispose()
    {
        _http.Dispose();
        _process.Dispose();
    }
}

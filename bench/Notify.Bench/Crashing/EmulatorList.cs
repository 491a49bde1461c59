using System.Net.Http.Json;
using System.Text.Json;

namespace Notify.Bench.Crashing;

/// <summary>What the emulator says of itself.</summary>
internal sealed class EmulatorList(Uri emulator) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = emulator };

    public async Task TellWebhookAsync(Uri webhook)
    {
        using var answer = await _http.PutAsJsonAsync("_emulator/webhook", new { url = webhook });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>How many receipts it still owes.</summary>
    public async Task<int> PendingAsync() => (await _http.GetFromJsonAsync<JsonElement>("_emulator/pending")).GetProperty("pending").GetInt32();

    /// <summary>How many messages reached each recipient. One that was reported failed reached nobody.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ArrivalsAsync()
    {
        var arrivals = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var message in _http.GetFromJsonAsAsyncEnumerable<JsonElement>("_emulator/accepted"))
        {
            if (message.GetProperty("status").GetString() != "failed")
            {
                var to = message.GetProperty("to").GetString()!;
                arrivals[to] = arrivals.GetValueOrDefault(to) + 1;
            }
        }

        return arrivals;
    }

    public void Dispose() => _http.Dispose();
}

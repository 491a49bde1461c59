using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Notify.EndToEnd.Tests.Processes;

namespace Notify.EndToEnd.Tests.Talking;

/// <summary>The sample worker, with no lines to send, and a person who writes to it through the emulators.</summary>
internal sealed class Phone : IDisposable
{
    private const string Page = "Phone page: ";
    private const string Person = "+250788000501";
    private const string MainNumber = "106540352242922";
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    private readonly ChildProcess _sample;
    private readonly HttpClient _http;
    private readonly string _log;

    private Phone(ChildProcess sample, Uri emulator, string log) => (_sample, _http, _log) = (sample, new HttpClient { BaseAddress = emulator }, log);

    public string Console => _sample.Everything;

    public static async Task<Phone> StartAsync(Workspace workspace, params string[] settings)
    {
        var sample = ChildProcess.Start("Notify.Sample.Worker.dll", ["--data", workspace.Data, "--input", workspace.Write("none.jsonl", []), .. settings]);
        var line = await sample.LineAsync(l => l.StartsWith(Page, StringComparison.Ordinal)).WaitAsync(LongestStart);
        return new Phone(sample, new Uri(line[Page.Length..]), Path.Combine(workspace.Data, "worker.log"));
    }

    /// <summary>Returns once the log of the sample has an event with these words.</summary>
    public Task LoggedAsync(string name, string words) => Eventually.TrueAsync(
        () =>
        {
            using var log = new StreamReader(new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return log.ReadToEnd().Split('\n').Any(l => l.Contains(name, StringComparison.Ordinal) && l.Contains(words, StringComparison.Ordinal));
        },
        $"the log tells of {name} {words}");

    public Task WriteAsync(string text) =>
        PostAsync("/_emulator/inbound", new { from = Person, phone_number_id = MainNumber, type = "text", text = new { body = text } });

    public Task WriteSmsAsync(string text) => PostAsync("/_emulator/mtn/inbound", new { from = Person, text });

    /// <summary>Stops marketing in WhatsApp's own settings, which is no message.</summary>
    public Task StopMarketingAsync() => PostAsync(
        "/_emulator/news/user_preferences", new { user_preferences = new[] { new { wa_id = Person[1..], category = "marketing_messages", value = "stop" } } });

    /// <summary>As the button on the page does.</summary>
    public async Task<string?> EndCallAsync() => (await PostAsync("/_emulator/phone/conversations/1/call", new { })).GetProperty("status").GetString();

    /// <summary>What came to the phone, once there is so much: the channel and the words, in order.</summary>
    public async Task<IReadOnlyList<string>> MessagesAsync(int count)
    {
        IReadOnlyList<string> messages = [];
        await Eventually.TrueAsync(async () => (messages = await AllAsync()).Count >= count, $"there are {count} messages: {string.Join(" | ", messages)}");
        return messages;
    }

    public async Task<string> LastAsync(int count) => (await MessagesAsync(count))[count - 1];

    /// <summary>Returns once the app took all that was written, so that what is written next comes after it.</summary>
    public Task TakenAsync() => Eventually.TrueAsync(
        async () => (await _http.GetFromJsonAsync<JsonElement>("/_emulator/pending")).GetProperty("pending").GetInt32() == 0, "the webhooks are taken");

    /// <summary>Returns once a handler has a message.</summary>
    public Task HeardAsync(string text) => _sample.LineAsync(l => l.Contains(text, StringComparison.Ordinal)).WaitAsync(LongestStart);

    public void Dispose()
    {
        _http.Dispose();
        _sample.Dispose();
    }

    private async Task<IReadOnlyList<string>> AllAsync()
    {
        var list = await _http.GetFromJsonAsync<JsonElement>("/_emulator/accepted");
        return [.. list.EnumerateArray().Select(m => $"{(m.GetProperty("type").GetString() == "sms" ? "sms" : "whatsapp")}: {m.GetProperty("text").GetString()}")];
    }

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return answer.StatusCode == HttpStatusCode.NoContent ? default : await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}

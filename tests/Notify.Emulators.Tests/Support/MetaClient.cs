using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Notify.Emulators.Meta;

namespace Notify.Emulators.Tests.Support;

/// <summary>Calls an emulator the way an app calls Meta.</summary>
public sealed class MetaClient : IDisposable
{
    public const string Token = "test-token";
    public const string PhoneNumberId = "106540352242922";

    private readonly HttpClient _http;

    public MetaClient(Uri address)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public HttpClient Http => _http;

    public static string Text(string to, string body = "Hello", string? callbackData = null) => JsonSerializer.Serialize(
        callbackData is null
            ? (object)new { messaging_product = "whatsapp", to, type = "text", text = new { body } }
            : new { messaging_product = "whatsapp", to, type = "text", text = new { body }, biz_opaque_callback_data = callbackData });

    public Task<Answer> SendAsync(string json) => PostAsync($"/v25.0/{PhoneNumberId}/messages", json);

    public Task<Answer> SendTextAsync(string to, string body = "Hello", string? callbackData = null) => SendAsync(Text(to, body, callbackData));

    public async Task<Answer> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(path, content);
        return await ReadAsync(response);
    }

    public async Task<Answer> GetAsync(string path)
    {
        using var response = await _http.GetAsync(path);
        return await ReadAsync(response);
    }

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        using var document = JsonDocument.Parse(text.Length == 0 ? "null" : text);
        return new Answer(response.StatusCode, document.RootElement.Clone(), response.Headers);
    }

    public async Task<IReadOnlyList<AcceptedMessage>> AcceptedAsync()
        => JsonSerializer.Deserialize<List<AcceptedMessage>>(await _http.GetStringAsync("/_emulator/accepted"), JsonSerializerOptions.Web)!;

    public void Dispose() => _http.Dispose();
}

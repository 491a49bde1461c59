using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Notify.Sample.Worker.Talking;

/// <summary>A model behind <c>/chat/completions</c>, the API that most providers and local servers have. An app would take its provider's own <c>IChatClient</c>.</summary>
internal sealed class HttpChatClient(HttpClient http, ChatSettings settings) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{settings.Endpoint!.AbsoluteUri.TrimEnd('/')}/chat/completions"))
        {
            Content = JsonContent.Create(Body(messages, options)),
        };
        if (settings.Key is { Length: > 0 } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var text = body.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
        {
            Usage = body.TryGetProperty("usage", out var usage) && usage.TryGetProperty("total_tokens", out var tokens) ? new UsageDetails { TotalTokenCount = tokens.GetInt64() } : null,
        };
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Notify asks for whole answers.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() => http.Dispose();

    private JsonObject Body(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var body = new JsonObject
        {
            ["model"] = settings.Model,
            ["messages"] = new JsonArray([.. messages.Select(m => new JsonObject { ["role"] = m.Role.Value, ["content"] = m.Text })]),
        };
        if (options?.MaxOutputTokens is { } most && settings.MaxTokensName.Length > 0)
        {
            body[settings.MaxTokensName] = most;
        }

        return body;
    }
}

using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Notify.AI.Replies;

/// <summary>Asks the model. Whatever goes wrong with it is an answer, never an exception.</summary>
internal sealed class Model(IServiceProvider services, IOptions<AiReplyOptions> options, TimeProvider time)
{
    // Where a provider does not say: about so many characters to a token in the languages of the Latin alphabet.
    private const int CharactersPerToken = 4;

    private readonly Lazy<IChatClient> _client = new(() => Find(services, options.Value));

    /// <summary>Fails where no client is registered.</summary>
    public void Check() => _ = _client.Value;

    public async Task<ModelAnswer> AskAsync(List<ChatMessage> messages, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var prompt = Reckon(messages.Sum(static m => m.Text.Length));
        try
        {
            // A client that does not heed its token is left behind.
            var response = await _client.Value.GetResponseAsync(messages, new ChatOptions { MaxOutputTokens = options.Value.MaxOutputTokens }, either.Token)
                .WaitAsync(either.Token).ConfigureAwait(false);
            var text = Cut.Storable(response.Text, int.MaxValue).Trim();
            var tokens = response.Usage?.TotalTokenCount ?? prompt + Reckon(text.Length);
            return text.Length > 0 ? new ModelAnswer(text, tokens) : new ModelAnswer(null, tokens) { Cause = AiReasons.Empty, Detail = response.FinishReason?.Value };
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new ModelAnswer(null, prompt) { Cause = AiReasons.Timeout };
        }
        catch (Exception e)
        {
            // Its message may quote what the person wrote.
            return new ModelAnswer(null, prompt) { Cause = AiReasons.Away, Detail = Describe(e) };
        }
    }

    private static long Reckon(int characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;

    private static string Describe(Exception exception) =>
        exception is HttpRequestException { StatusCode: { } status } ? $"{exception.GetType().Name} {(int)status}" : exception.GetType().Name;

    private static IChatClient Find(IServiceProvider services, AiReplyOptions options) =>
        (options.ChatClient is { } key ? services.GetKeyedService<IChatClient>(key) : services.GetService<IChatClient>())
        ?? throw new InvalidOperationException(options.ChatClient is { } name
            ? $"Notify:Ai:ChatClient is '{name}', and no IChatClient is registered under that key. Register one with services.AddKeyedChatClient or AddKeyedSingleton<IChatClient>, or mend the key."
            : "AddAiReplies needs an IChatClient. Register one with services.AddChatClient or AddSingleton<IChatClient>, or name a keyed one in Notify:Ai:ChatClient.");
}

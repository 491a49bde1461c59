using Microsoft.Extensions.AI;

namespace Notify.Sample.Worker.Talking;

/// <summary>Plays a model where none is configured: an answer for each of a few words, always the same.</summary>
internal sealed class ScriptedChatClient : IChatClient
{
    // What a model answers to hand the talk over to a person.
    private const string HandOver = "[[HAND_OVER]]";
    private const string Otherwise = "I can tell you our opening hours, prices and address, or fetch a colleague. Write ADVICE and we ask what you need.";

    private static readonly (string Word, string Answer)[] Script =
    [
        ("open", "We are open Monday to Friday, 8 am to 5 pm."),
        ("price", "The first talk is free. After it you get a price in writing."),
        ("tarif", "Le premier entretien est gratuit. Ensuite, vous recevez un prix par écrit."),
        ("where", "You find us at KN 4 Avenue, Kigali, on the second floor."),
        ("colleague", HandOver),
    ];

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var said = messages.Last().Text;
        var answer = Script.FirstOrDefault(s => said.Contains(s.Word, StringComparison.OrdinalIgnoreCase)).Answer ?? Otherwise;
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer)));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Notify asks for whole answers.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

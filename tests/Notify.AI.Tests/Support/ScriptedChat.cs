namespace Notify.AI.Tests.Support;

/// <summary>A model that answers by script and records what it was asked.</summary>
internal sealed class ScriptedChat : IChatClient
{
    private readonly Queue<Func<CancellationToken, Task<ChatResponse>>> _script = new();

    /// <summary>What it was asked, call by call.</summary>
    public List<IReadOnlyList<ChatMessage>> Asked { get; } = [];

    /// <summary>With what options.</summary>
    public List<ChatOptions?> Options { get; } = [];

    /// <summary>What it says when the script has run out.</summary>
    public string Otherwise { get; set; } = "Yes.";

    public ScriptedChat Say(string text, long? tokens = null) => Do(_ => Task.FromResult(Response(text, tokens)));

    public ScriptedChat Fail(Exception exception) => Do(_ => Task.FromException<ChatResponse>(exception));

    public ScriptedChat Do(Func<CancellationToken, Task<ChatResponse>> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Asked.Add([.. messages]);
        Options.Add(options);
        return _script.TryDequeue(out var answer) ? answer(cancellationToken) : Task.FromResult(Response(Otherwise, null));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static ChatResponse Response(string text, long? tokens) => new(new ChatMessage(ChatRole.Assistant, text))
    {
        Usage = tokens is null ? null : new UsageDetails { TotalTokenCount = tokens },
    };
}

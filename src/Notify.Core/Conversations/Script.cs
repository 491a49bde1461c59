using Notify.Contacts;

namespace Notify.Conversations;

/// <summary>A conversation, ready to be held.</summary>
internal sealed class Script(Conversation conversation, Market? home)
{
    private readonly List<Phrase> _startWords = [.. conversation.StartWords.Select(Phrase.Of)];
    private readonly List<Phrase> _skipWords = [.. conversation.SkipWords.Select(Phrase.Of)];

    public Conversation Conversation => conversation;

    public string Name => conversation.Name;

    public IReadOnlyList<ScriptQuestion> Questions { get; } = [.. conversation.Questions.Select(q => new ScriptQuestion(conversation.Name, q, home))];

    /// <summary>Whether any message begins it.</summary>
    public bool StartsWithAny => _startWords.Count == 0;

    public ScriptQuestion? Find(string? question) => Questions.FirstOrDefault(q => q.Name == question);

    public bool Starts(string text) => StartsWithAny || (Phrase.Of(text) is var words && _startWords.Exists(s => words.PlacesOf(s).Any()));

    public bool Skips(string text) => Phrase.Of(text) is var words && _skipWords.Exists(s => s.Is(words));
}

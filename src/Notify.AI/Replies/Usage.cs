namespace Notify.AI.Replies;

/// <summary>What a session has taken of its budget.</summary>
/// <param name="Replies">Calls of the model.</param>
/// <param name="Tokens">Tokens read and written, counted or reckoned.</param>
internal readonly record struct Usage(int Replies, long Tokens)
{
    public Usage Plus(Usage more) => new(Replies + more.Replies, Tokens + more.Tokens);
}

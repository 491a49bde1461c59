namespace Notify.AI.Replies;

/// <summary>What became of asking the model.</summary>
/// <param name="Text">What it said; null where it said nothing.</param>
/// <param name="Tokens">What that took, counted or reckoned.</param>
internal readonly record struct ModelAnswer(string? Text, long Tokens)
{
    /// <summary>Why there is no text, as a stable code.</summary>
    public string? Cause { get; init; }

    /// <summary>More of it; no personal data.</summary>
    public string? Detail { get; init; }
}

namespace Notify.Conversations;

/// <summary>An answer found in a message.</summary>
/// <param name="Value">The answer as it is kept.</param>
/// <param name="Places">Where it stands in the text, from and to.</param>
internal sealed record Finding(string Value, IReadOnlyList<(int Start, int End)> Places);

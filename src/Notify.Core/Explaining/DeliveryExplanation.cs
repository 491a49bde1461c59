using Notify.Policies;

namespace Notify.Explaining;

/// <summary>What would become of one delivery now.</summary>
/// <param name="Channel">Its channel.</param>
/// <param name="Account">The sending account.</param>
/// <param name="Locale">The locale it would be written in; null for plain content.</param>
/// <param name="Result">The first decision that is not allow, else allow.</param>
/// <param name="Steps">Every policy's decision, in the order in which they run; after the first defer or block the rest are still asked, to be told.</param>
/// <param name="Text">The text a person would read, where it could be written. Holds personal data: show it, do not log it.</param>
public sealed record DeliveryExplanation(
    Channel Channel, string Account, string? Locale, Decision Result, IReadOnlyList<ExplanationStep> Steps, string? Text)
{
    /// <summary>Whether it is held as a fallback, and would be sent only in the place of another; the decisions are those it would meet then.</summary>
    public bool IsFallback { get; init; }

    /// <summary>What is doubtful about it though nothing forbids it: a template that may be delivered after its fallback. Null for nothing.</summary>
    public string? Warning { get; init; }
}

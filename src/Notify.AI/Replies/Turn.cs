namespace Notify.AI.Replies;

/// <summary>One message and what answers it. Written down before the answer is queued, so that a run after a crash says the same again. Personal data.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Said">What the person wrote, as the model saw it.</param>
/// <param name="Answer">What answers it.</param>
/// <param name="Kind">Whose words those are.</param>
internal sealed record Turn(Guid Id, string Said, string Answer, TurnKind Kind)
{
    public override string ToString() => $"{Id} {Kind}";
}

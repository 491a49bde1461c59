namespace Notify.Inbox;

/// <summary>A message to be handled. Personal data.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tenant">The tenant it was written to.</param>
/// <param name="ContactId">Who wrote it.</param>
/// <param name="Content">What was stored as <see cref="NewInbound.Content"/>.</param>
/// <param name="Raw">What was stored as <see cref="NewInbound.Raw"/>.</param>
/// <param name="ReceivedAt">When it was stored.</param>
/// <param name="Attempt">Which try this is, from 1; tries whose worker died count.</param>
/// <param name="Deaths">How many of its tries in a row ended without a word, as they do where the worker died; a try that is handed back changes nothing of it.</param>
public sealed record ClaimedInbound(
    Guid Id, string Tenant, Guid ContactId, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Raw, DateTimeOffset ReceivedAt, int Attempt, int Deaths)
{
    /// <summary>The id only: a message is never printed by accident.</summary>
    public override string ToString() => Id.ToString();
}

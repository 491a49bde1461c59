using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Notify.AI.Diagnostics;
using Notify.AI.Replies;
using Notify.Inbound;
using Notify.Sessions;

namespace Notify.AI.HandingOver;

/// <summary>Hands talks over and takes them back.</summary>
internal sealed class HandOvers(ISessions sessions, ISessionStore store, IEnumerable<IHandOverReceiver> receivers, ILogger<HandOvers> logger) : IHandOvers
{
    private readonly IHandOverReceiver[] _receivers = [.. receivers];

    public async Task<bool> ReleaseAsync(string tenant, Guid sessionId, CancellationToken cancellationToken = default)
    {
        if (await sessions.FindAsync(tenant, sessionId, cancellationToken).ConfigureAwait(false) is not { } session || Dialogue.Of(session).HandOver is null)
        {
            return false;
        }

        var change = new SessionChange(sessionId) { Values = new JsonObject { [AiKeys.HandOver] = null }, Status = SessionStatus.Active };
        var result = await store.ChangeAsync(change, cancellationToken).ConfigureAwait(false);
        if (result.Status != SessionChangeStatus.Changed)
        {
            return false;
        }

        logger.Released(sessionId, tenant);
        return true;
    }

    /// <summary>Has the session followed up by a person. Repeatable.</summary>
    public async Task BeginAsync(InboundContext context, Session session, HandOverNote note, CancellationToken cancellationToken)
    {
        await sessions.SetStatusAsync(context.Tenant, session.Id, SessionStatus.FollowUp, cancellationToken).ConfigureAwait(false);
        var handOver = new HandOver(context.Tenant, session.Id, context.Contact.Id, context.Id, context.Message.Channel, note.Cause, note.At);
        foreach (var receiver in _receivers)
        {
            await receiver.ReceiveAsync(handOver, cancellationToken).ConfigureAwait(false);
        }

        logger.HandedOver(session.Id, context.Tenant, context.Id, note.Cause.ToString());
    }
}

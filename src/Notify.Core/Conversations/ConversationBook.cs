using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Inbound;
using Notify.Queueing;
using Notify.Sessions;

namespace Notify.Conversations;

/// <summary>The conversations there are, and which of them a message belongs to.</summary>
internal sealed class ConversationBook(IOptions<ConversationOptions> options, IOptions<QueueingOptions> queueing)
{
    private readonly List<Script> _scripts =
        [.. ConversationOptionsValidator.All(options.Value).Select(c => new Script(c, Markets.Find(queueing.Value.DefaultRegion)))];

    /// <summary>Whether a tenant has any.</summary>
    public bool HasAny(string tenant) => Of(tenant).Any();

    /// <summary>Whether a tenant has one of a name.</summary>
    public bool HasNamed(string tenant, string name) => Of(tenant).Any(s => s.Name == name);

    /// <summary>Whether a session has a question open.</summary>
    public bool HasOpenQuestion(Session session) => Of(session.Tenant).Any(s => ConversationState.Read(session.Context, s) is { End: null });

    /// <summary>Whether a message was handled in a session.</summary>
    public bool HasHandled(Guid inboundId, Session session) => Of(session.Tenant).Any(s => ConversationState.Read(session.Context, s)?.Find(inboundId) is not null);

    /// <summary>The conversation of a session in which a message had the question asked again, else the one that has a question open; null for none.</summary>
    public (Script Script, ConversationState State)? FindOpen(Guid inboundId, Session session)
    {
        var begun = Of(session.Tenant).Select(s => (Script: s, State: ConversationState.Read(session.Context, s)!)).Where(s => s.State is not null).ToList();
        return begun.Where(s => s.State.Find(inboundId) is not null).Concat(begun.Where(s => s.State is { End: null, Asked: not null }))
            .Select(s => ((Script, ConversationState)?)s).FirstOrDefault();
    }

    /// <summary>The conversation that a message belongs to, and where it stands; null for none.</summary>
    public (Script Script, ConversationState? State)? Choose(InboundContext context, Session session)
    {
        var all = Of(context.Tenant).Select(s => (Script: s, State: ConversationState.Read(session.Context, s))).ToList();
        var text = context.Message.Content.Text;
        foreach (var (script, state) in all)
        {
            if (state?.Find(context.Id) is not null)
            {
                return (script, state);
            }
        }

        foreach (var (script, state) in all)
        {
            if (state is { End: null })
            {
                // What was passed on before it began is passed on when it is tried again, too.
                return context.ReceivedAt >= state.BegunAt || script.Starts(text) ? (script, state) : null;
            }
        }

        return all.Where(s => s.State is null && s.Script.Starts(text)).Select(s => ((Script, ConversationState?)?)s).FirstOrDefault();
    }

    private IEnumerable<Script> Of(string tenant) => _scripts.Where(s => s.Conversation.Tenant is null || s.Conversation.Tenant == tenant);
}

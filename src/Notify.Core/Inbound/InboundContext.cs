using System.Text.Json.Nodes;
using Notify.Contacts;
using Notify.Messages;
using Notify.Sessions;

namespace Notify.Inbound;

/// <summary>One inbound message and what is known around it. Used by one run of the handlers, then dropped; not thread-safe.</summary>
public sealed class InboundContext
{
    private readonly INotifier _notifier;
    private readonly SessionService _sessions;
    private readonly List<QueueResult> _results = [];
    private int _replies;
    private Session? _session;

    internal InboundContext(INotifier notifier, SessionService sessions) => (_notifier, _sessions) = (notifier, sessions);

    /// <summary>Notify's id of it: the same for every run.</summary>
    public required Guid Id { get; init; }

    /// <summary>The tenant it was written to.</summary>
    public required string Tenant { get; init; }

    /// <summary>The person.</summary>
    public required Contact Contact { get; init; }

    /// <summary>What they wrote.</summary>
    public required InboundMessage Message { get; init; }

    /// <summary>When it was stored, by the store's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Which run this is, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>What was queued in this run, for the log.</summary>
    internal IReadOnlyList<QueueResult> Replies => _results;

    /// <summary>The person's session: the open one, its life prolonged, or a new one that begins with this message. Read once; merged values are in it.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Session> GetSessionAsync(CancellationToken cancellationToken = default) =>
        _session ??= await _sessions.OpenAsync(Contact, Message.Channel, ReceivedAt, cancellationToken).ConfigureAwait(false);

    /// <summary>Merges values into the context of the person's session: each takes the place of what is under its key, null takes a key away.</summary>
    /// <param name="values">The values.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The session with them.</returns>
    public async Task<Session> MergeSessionAsync(JsonObject values, CancellationToken cancellationToken = default)
    {
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        return _session = await _sessions.MergeAsync(Tenant, session.Id, values, cancellationToken).ConfigureAwait(false) ?? session;
    }

    /// <summary>Queues an answer in words over the channel and account the message came by.</summary>
    /// <remarks>
    /// The first reply of each run is the first of all runs, the second the second: a run after a crash queues nothing twice, also where it words an answer
    /// differently. So ask for replies in the same order in every run.
    /// </remarks>
    /// <param name="text">What to say.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<QueueResult> ReplyAsync(string text, CancellationToken cancellationToken = default) =>
        ReplyAsync(new Notification(Message.From.Value, new TextMessage(text)), cancellationToken);

    /// <summary>Queues an answer. Recipient, tenant, channel, account and idempotency key are set here; all else is as given.</summary>
    /// <param name="reply">A notification to <see cref="InboundMessage.From"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">It is for somebody else.</exception>
    public async Task<QueueResult> ReplyAsync(Notification reply, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (reply.Recipient != Message.From.Value)
        {
            throw new ArgumentException("A reply goes to who wrote the message; queue what is for others with INotifier.", nameof(reply));
        }

        reply.IdempotencyKey = $"inbound:{Id:N}:{++_replies}";
        return await QueueAsync(reply, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Queues one of Notify's own answers, once however often it is asked for.</summary>
    /// <param name="domain">Which, from <see cref="OptOut.AnswerDomains"/>.</param>
    /// <param name="text">What to say.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal Task<QueueResult> AnswerAsync(string domain, string text, CancellationToken cancellationToken) => QueueAsync(
        new Notification(Message.From.Value, new TextMessage(text))
        {
            AnswerDomain = domain, Priority = Priority.Critical, IdempotencyKey = $"inbound:{Id:N}:{domain}",
        },
        cancellationToken);

    private async Task<QueueResult> QueueAsync(Notification reply, CancellationToken cancellationToken)
    {
        reply.Tenant = Tenant;
        reply.Channels = ChannelPlan.Of(Message.Channel);
        reply.Account = Message.Account;
        reply.CorrelationId ??= $"inbound:{Id:N}";
        var result = await _notifier.QueueAsync(reply, cancellationToken).ConfigureAwait(false);
        _results.Add(result);
        return result;
    }
}

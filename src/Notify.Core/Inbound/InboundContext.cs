using System.Text.Json.Nodes;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Messages;
using Notify.Sessions;

namespace Notify.Inbound;

/// <summary>One inbound message and what is known around it. Used by one run of the handlers, then dropped; not thread-safe.</summary>
public sealed class InboundContext
{
    private const string Gap = "\n\n";

    // One page in all but a retry after many more talks.
    private const int SessionsAtOnce = 5;

    // What is due at the same time is sent side by side.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(2);

    private readonly INotifier _notifier;
    private readonly SessionService _sessions;
    private readonly Greeter _greeter;
    private readonly List<QueueResult> _results = [];
    private int _replies;
    private bool _hasReplied;
    private Session? _session;
    private IReadOnlyList<Session>? _earlier;

    internal InboundContext(INotifier notifier, SessionService sessions, Greeter greeter) => (_notifier, _sessions, _greeter) = (notifier, sessions, greeter);

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

    /// <summary>Which run this is, from 1: anew after an operator's retry, and a run that was handed back does not count. So the first may have had others before it.</summary>
    public required int Attempt { get; init; }

    /// <summary>What was queued in this run, for the log.</summary>
    internal IReadOnlyList<QueueResult> Replies => _results;

    /// <summary>The person's session: the open one, its life prolonged, or a new one that begins with this message. Read once; merged values are in it.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Session> GetSessionAsync(CancellationToken cancellationToken = default) =>
        _session ??= await _sessions.OpenAsync(Contact, Message.Channel, ReceivedAt, cancellationToken).ConfigureAwait(false) ?? throw new PersonErasedException();

    /// <summary>
    /// Goes back to the session an earlier run of this message worked in, though somebody closed it since: what was begun there is ended there, and not begun again in a
    /// new one. For handlers that note in the session what they did for a message; a closed session still takes values.
    /// </summary>
    /// <param name="knows">Whether a session is that one: for instance, whether this message's id is noted in it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The session, which is the message's from now on; null where there is none.</returns>
    public async Task<Session?> FindEarlierSessionAsync(Func<Session, bool> knows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(knows);
        _earlier ??= await ReadSessionsAsync(cancellationToken).ConfigureAwait(false);
        if (_earlier.FirstOrDefault(knows) is not { } found)
        {
            return null;
        }

        // What this run has made of it since stands.
        return _session = found.Id == _session?.Id ? _session : found;
    }

    /// <summary>Merges values into the context of the person's session: each takes the place of what is under its key, null takes a key away.</summary>
    /// <param name="values">The values.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The session with them.</returns>
    public async Task<Session> MergeSessionAsync(JsonObject values, CancellationToken cancellationToken = default)
    {
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        return _session = await _sessions.MergeAsync(Tenant, session.Id, values, cancellationToken).ConfigureAwait(false) ?? session;
    }

    /// <summary>
    /// Merges values if the session still is as <see cref="GetSessionAsync"/> gave it, so that what was decided by its context holds. Where somebody changed it meanwhile,
    /// decide again: what <see cref="GetSessionAsync"/> gives then is the session as it is now, and where it ended, the person's next one.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="knows">Whether a session has noted what was done for this message: it stays the message's, though it ended.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether they are merged.</returns>
    public async Task<bool> TryMergeSessionAsync(JsonObject values, Func<Session, bool> knows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(knows);
        SessionValues.Check(values);
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        var change = new SessionChange(session.Id) { Values = values, ExpectedVersion = session.Version };
        var status = await ChangeSessionAsync(change, knows, cancellationToken).ConfigureAwait(false);
        return status == SessionChangeStatus.TooLong ? throw SessionValues.TooLong() : status == SessionChangeStatus.Changed;
    }

    /// <summary>Changes the person's session; then it is read anew where somebody else changed or removed it, and left where somebody ended it.</summary>
    /// <param name="change">A change to the session <see cref="GetSessionAsync"/> gave.</param>
    /// <param name="knows">Whether a session has noted what was done for this message: it stays the message's, though it ended.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task<SessionChangeStatus> ChangeSessionAsync(SessionChange change, Func<Session, bool> knows, CancellationToken cancellationToken)
    {
        var result = await _sessions.ChangeAsync(change, cancellationToken).ConfigureAwait(false);
        var isLeft = result is { Status: not SessionChangeStatus.Changed, Session: { Status: SessionStatus.Closed } ended } && !knows(ended);
        _session = isLeft ? null : result.Session;
        return result.Status;
    }

    /// <summary>Queues an answer in words over the channel and account the message came by.</summary>
    /// <remarks>
    /// The first reply of each run is the first of all runs, the second the second: a run after a crash queues nothing twice, also where it words an answer
    /// differently. So ask for replies in the same order in every run. The greeting, where there is one, goes in front of the first reply of a session.
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

        var greeting = _hasReplied ? null : await _greeter.GreetAsync(this, cancellationToken).ConfigureAwait(false);
        var greeted = greeting is null ? reply : Greeted(reply, greeting);
        if (greeting is not null && greeted is null)
        {
            var own = new Notification(reply.Recipient, new TextMessage(greeting)) { Domain = reply.Domain, Priority = reply.Priority, CorrelationId = reply.CorrelationId };
            await QueueAsync(own, $"inbound:{Id:N}:greeting", cancellationToken).ConfigureAwait(false);
            var later = (await GetSessionAsync(cancellationToken).ConfigureAwait(false)).ActiveAt + Lead;
            reply.NotBefore = reply.NotBefore > later ? reply.NotBefore : later;
        }

        var result = await QueueAsync(greeted ?? reply, $"inbound:{Id:N}:{++_replies}", cancellationToken).ConfigureAwait(false);
        _hasReplied = true;
        return result;
    }

    /// <summary>Queues one of Notify's own answers, once however often it is asked for.</summary>
    /// <param name="domain">Which, from <see cref="OptOut.AnswerDomains"/>.</param>
    /// <param name="text">What to say.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal Task<QueueResult> AnswerAsync(string domain, string text, CancellationToken cancellationToken) => QueueAsync(
        new Notification(Message.From.Value, new TextMessage(text)) { AnswerDomain = domain, Priority = Priority.Critical },
        $"inbound:{Id:N}:{domain}",
        cancellationToken);

    // Those that were active since the message came, and some before: whichever run of it worked in one prolonged it.
    private async Task<IReadOnlyList<Session>> ReadSessionsAsync(CancellationToken cancellationToken)
    {
        var read = new List<Session>();
        Guid? next = null;
        do
        {
            var page = await _sessions.PageAsync(new SessionSelection(Tenant) { ContactId = Contact.Id }, SessionsAtOnce, next, cancellationToken).ConfigureAwait(false);
            read.AddRange(page.Sessions);
            next = page.Next;
        }
        while (next is not null && read[^1].ActiveAt >= ReceivedAt);

        return read;
    }

    // In one message where both are words and fit; null where the greeting goes by itself.
    private static Notification? Greeted(Notification reply, string greeting) =>
        reply.Content is TextMessage text && greeting.Length + Gap.Length + text.Body.Length <= TextMessage.MaxLength
            ? reply.With(text with { Body = greeting + Gap + text.Body })
            : null;

    private async Task<QueueResult> QueueAsync(Notification reply, string key, CancellationToken cancellationToken)
    {
        reply.Tenant = Tenant;
        reply.Channels = ChannelPlan.Of(Message.Channel);
        reply.Account = Message.Account;
        reply.IdempotencyKey = key;
        reply.CorrelationId ??= $"inbound:{Id:N}";
        var result = await _notifier.QueueAsync(reply, cancellationToken).ConfigureAwait(false);
        _results.Add(result);
        return result;
    }
}

using Notify.Auditing;
using Notify.Consents;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Deliveries;
using Notify.Gates;
using Notify.Limits;
using Notify.Receipts;
using Notify.Sessions;

namespace Notify.Testing.InMemory;

/// <summary>All the data of an in-memory store, under one lock. Each port is a thin shell around it.</summary>
internal sealed class InMemoryState(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<TrailRow> _trail = [];
    private long _lease;

    public Dictionary<Guid, DeliveryRow> Deliveries { get; } = [];

    public Dictionary<(string Tenant, string Key), KeyRow> Keys { get; } = [];

    public ContactTable Contacts => field ??= new ContactTable(Begin);

    public Dictionary<Address, StandingOptOut> Standing { get; } = [];

    public Dictionary<(GateScope Scope, string Source), Gate> Gates { get; } = [];

    public Dictionary<(GateScope Scope, string Source), DateTimeOffset> GateWords { get; } = [];

    public Dictionary<WindowKey, DateTimeOffset> Windows { get; } = [];

    public Dictionary<ConsentKey, Consent> Consents { get; } = [];

    public Dictionary<(Channel Channel, string Account), AccountReceipts> Accounts { get; } = [];

    public Dictionary<Guid, Session> Sessions { get; } = [];

    public InboxTable Inbox { get; } = new();

    public Dictionary<string, QuotaState> Quotas { get; } = new(StringComparer.Ordinal);

    public Dictionary<(Channel Channel, string Account), Pace> Paces { get; } = [];

    public IReadOnlyList<TrailRow> Trail => _trail;

    public long NextLease() => ++_lease;

    /// <summary>Runs one call as a transaction: alone, at one time of the store's clock.</summary>
    public Task<T> TransactAsync<T>(Func<DateTimeOffset, T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        lock (_lock)
        {
            var now = time.GetUtcNow();
            var result = work(now);
            Following.Run(this, now);
            return Task.FromResult(result);
        }
    }

    /// <summary>Primaries that have moved in this transaction, with their held deliveries still to follow.</summary>
    public HashSet<DeliveryRow> Moved { get; } = [];

    /// <summary>The held delivery that waits for a primary, or null.</summary>
    public DeliveryRow? HeldFor(DeliveryRow primary) =>
        primary.Given.Fallback is { } rule && Deliveries.TryGetValue(rule.DeliveryId, out var row) && row.State == DeliveryState.Held ? row : null;

    /// <summary>Moves a delivery and writes the audit row.</summary>
    public void Move(DeliveryRow row, DeliveryState state, DateTimeOffset now, Change change)
    {
        if (row.Given.Fallback is not null)
        {
            Moved.Add(row);
        }

        row.State = state;
        row.Reason = change.Reason;
        row.UpdatedAt = now;
        Note(row, now, change);
    }

    /// <summary>Writes an audit row about a delivery; the event is its state unless the change names another.</summary>
    public void Note(DeliveryRow row, DateTimeOffset now, Change change)
    {
        var entry = new AuditEntry
        {
            At = now,
            Event = change.Event ?? AuditEvents.Of(row.State),
            Tenant = row.Given.Flow.Tenant,
            DeliveryId = row.Given.Id,
            ContactId = row.Given.ContactId,
            SendNumber = change.SendNumber,
            Reason = change.Reason,
            ErrorCode = change.ErrorCode,
            Detail = change.Detail,
            By = change.By,
        };
        Write(entry, row.Given.CorrelationId);
    }

    public void Write(AuditEntry entry, string? correlationId = null) => _trail.Add(new TrailRow(entry, correlationId));

    // Who becomes a contact begins with what they opted out of at all tenants.
    private Contact Begin(Contact newcomer)
    {
        if (!Standing.TryGetValue(newcomer.Address, out var standing))
        {
            return newcomer;
        }

        Write(new AuditEntry
        {
            At = time.GetUtcNow(), Event = AuditEvents.OptedOut, Tenant = newcomer.Tenant, ContactId = newcomer.Id, Reason = standing.Reason, By = standing.By,
        });
        return standing.ApplyTo(newcomer);
    }

    /// <summary>Lets all that contacts which went up in one have left be its own.</summary>
    public void Gather(Contact contact, DateTimeOffset now)
    {
        var gone = Contacts.GoneInto(contact.Id);
        foreach (var row in Deliveries.Values.Where(r => gone.Contains(r.Given.ContactId)))
        {
            row.MoveTo(contact);
        }

        foreach (var row in Inbox.Messages.Values.Where(m => gone.Contains(m.Given.ContactId)))
        {
            row.MoveTo(contact);
        }

        foreach (var (key, at) in Windows.Where(x => gone.Contains(x.Key.ContactId)).ToList())
        {
            Windows.Remove(key);
            var moved = key with { ContactId = contact.Id };
            Windows[moved] = Windows.TryGetValue(moved, out var known) && known > at ? known : at;
        }

        foreach (var (key, said) in Consents.Where(x => gone.Contains(x.Key.ContactId)).ToList())
        {
            Consents.Remove(key);
            var moved = said with { ContactId = contact.Id };
            if (Consents.GetValueOrDefault(key with { ContactId = contact.Id })?.IsReplacedBy(moved) != false)
            {
                Consents[key with { ContactId = contact.Id }] = moved;
            }
        }

        foreach (var session in Sessions.Values.Where(s => gone.Contains(s.ContactId)).ToList())
        {
            // One talk at a time: where both have one open, the person's own goes on.
            var (own, other) = (FindOpenSession(contact.Id, now), FindOpenSession(session.ContactId, now));
            if (own is not null && other is not null)
            {
                (Sessions[own.Id], Sessions[other.Id]) = SessionRules.Join(own, other, now);
            }

            Sessions[session.Id] = Sessions[session.Id] with { ContactId = contact.Id };
        }

        for (var i = 0; i < _trail.Count; i++)
        {
            var (entry, correlation) = _trail[i];
            _trail[i] = entry is { DeliveryId: not null, ContactId: { } id } && gone.Contains(id) ? new(entry with { ContactId = contact.Id }, correlation) : _trail[i];
        }
    }

    /// <summary>A person's open session; one that has expired is closed as of then.</summary>
    public Session? FindOpenSession(Guid contactId, DateTimeOffset now)
    {
        var open = Sessions.Values.SingleOrDefault(s => s.ContactId == contactId && s.Status != SessionStatus.Closed);
        if (open is null || open.IsOpen(now))
        {
            return open;
        }

        Sessions[open.Id] = SessionRules.Expire(open);
        return null;
    }

    /// <summary>Takes away the audit that an old entry is of.</summary>
    public void Forget(Predicate<AuditEntry> isOld) => _trail.RemoveAll(row => isOld(row.Entry));

    /// <summary>Whether a flow waits behind a gate, closed or being tried.</summary>
    public bool IsStopped(FlowKey flow, DateTimeOffset now) => Before(flow, now).Count > 0;

    /// <summary>Whether a delivery waits behind a gate that it does not try itself.</summary>
    public bool IsStopped(DeliveryRow row, DateTimeOffset now) => Before(row.Given.Flow, now).Exists(g => !g.IsTriedBy(row.Given.Id, row.Lease, now));

    /// <summary>The gates before a flow, closed or being tried.</summary>
    public List<Gate> Before(FlowKey flow, DateTimeOffset now) => [.. Gates.Values.Where(g => (g.IsClosed(now) || g.IsProbing(now)) && g.Scope.Covers(flow))];

    /// <summary>Whether another delivery may try a gate.</summary>
    public bool MayBeTried(Gate gate, DateTimeOffset now) => gate.IsProbing(now)
        && !(gate.Probe is { } probe && probe.Until > now && Deliveries.GetValueOrDefault(probe.DeliveryId) is { IsLeased: true } row && row.Lease == probe.Lease);
}

using Notify.Inbox;

namespace Notify.Testing.InMemory;

/// <summary>Where something in the inbox stands, and who holds it.</summary>
internal sealed class InboxPlace(DateTimeOffset now)
{
    private DateTimeOffset _dueAt = now;
    private long _lease;

    public InboxState State { get; private set; }

    public int Attempts { get; private set; }

    public int Deaths { get; private set; }

    public int Refusals { get; private set; }

    public string? Reason { get; private set; }

    public bool IsDue(DateTimeOffset now) => State == InboxState.Waiting && _dueAt <= now;

    public bool IsHeld(DateTimeOffset now) => _lease != 0 && _dueAt > now;

    public void Claim(long lease, DateTimeOffset until)
    {
        Deaths += _lease == 0 ? 0 : 1;
        (_lease, _dueAt, Attempts) = (lease, until, Attempts + 1);
    }

    /// <summary>Settles it, where it is held under this lease.</summary>
    public bool Settle(long lease, InboxVerdict verdict, DateTimeOffset now)
    {
        if (_lease != lease || lease == 0)
        {
            return false;
        }

        if (verdict.State != InboxState.Waiting || verdict.Reason is not null)
        {
            (Reason, Deaths) = (verdict.Reason, 0);
        }

        (State, _lease, _dueAt) = (verdict.State, 0, now + verdict.RetryIn);
        Attempts -= verdict.CostsAttempt ? 0 : 1;
        Refusals += verdict.CountsRefusal ? 1 : 0;
        return true;
    }

    /// <summary>Begins anew.</summary>
    public void Retry(DateTimeOffset now) => (State, Reason, _lease, _dueAt, Attempts, Deaths, Refusals) = (InboxState.Waiting, null, 0, now, 0, 0, 0);

    /// <summary>Ends it, whoever holds it.</summary>
    public void End(string reason) => (State, Reason, _lease) = (InboxState.Done, reason, 0);
}

using Notify.Auditing;
using Notify.Gates;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Gates;

/// <summary>Closes and opens gates.</summary>
internal static class GateWork
{
    public static int Close(Session session, IReadOnlyList<CloseGate> gates)
    {
        foreach (var gate in gates)
        {
            Close(session, gate);
        }

        return gates.Count;
    }

    public static bool Open(Session session, GateScope scope, string source, string by)
    {
        if (session.Gates.All().Find(g => g.Is(scope, source)) is not { } known)
        {
            return false;
        }

        session.Gates.Remove(known.Row);
        if (!known.IsClosed(session.NowTime))
        {
            return false;
        }

        Record(session, AuditEvents.GateOpened, scope, known.Gate.Reason, by);
        return true;
    }

    private static void Close(Session session, CloseGate close)
    {
        var now = session.NowTime;
        var until = close.For is { } length ? now + length : (DateTimeOffset?)null;
        var closedAt = now;
        if (session.Gates.All().Find(g => g.Is(close.Scope, close.Source)) is { } known)
        {
            session.Gates.Remove(known.Row);
            if (known.IsClosed(now))
            {
                closedAt = known.Gate.ClosedAt;
                until = Later(known.Gate.Until, until);
            }
        }

        session.Gates.Add(new Gate(close.Scope, close.Source, close.Reason, closedAt, until));
        Record(session, AuditEvents.GateClosed, close.Scope, close.Reason, close.Source);
    }

    // Null is never, which is later than any time.
    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other is null ? null : one > other ? one : other;

    private static void Record(Session session, string @event, GateScope scope, string reason, string by) =>
        session.Audit.Add(new AuditRow(session.Now, @event, scope.Tenant ?? "") { Reason = reason, Detail = Describe(scope), Actor = by });

    private static string Describe(GateScope scope)
    {
        (string Name, string? Value)[] parts =
        [
            ("tenant", scope.Tenant), ("channel", scope.Channel), ("account", scope.Account), ("domain", scope.Domain), ("template", scope.Template),
        ];
        var given = parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}").ToList();
        return given.Count == 0 ? "everything" : string.Join(' ', given);
    }
}

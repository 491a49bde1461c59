using Notify.Auditing;
using Notify.Gates;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Gates;

/// <summary>Closes and opens gates.</summary>
internal static class GateWork
{
    public static IReadOnlyList<Gate> Read(Session session) => session.Gates.Shut(session.Now).ConvertAll(g => g.Gate);

    public static IReadOnlyList<bool> Close(Session session, IReadOnlyList<CloseGate> gates)
    {
        var areNews = new bool[gates.Count];
        for (var i = 0; i < areNews.Length; i++)
        {
            areNews[i] = Close(session, gates[i]);
        }

        return areNews;
    }

    public static bool Open(Session session, GateScope scope, string source, string by)
    {
        session.Gates.Hear(scope, source, session.Now);
        return Remove(session, scope, source, by);
    }

    public static GateEffect Hear(Session session, GateWord word)
    {
        var saidAt = Math.Min(StoreTime.Floor(word.SaidAt), session.Now);
        if (session.Gates.LastWord(word.Scope, word.Source) > saidAt)
        {
            return GateEffect.Outdated;
        }

        session.Gates.Hear(word.Scope, word.Source, saidAt);
        var close = word.IsClosed ? word.ToClose(session.NowTime) : null;
        return word.IsClosed && close is null ? GateEffect.Over
            : (close is not null ? Close(session, close) : Remove(session, word.Scope, word.Source, word.Source)) ? GateEffect.Changed
            : GateEffect.None;
    }

    public static IReadOnlyList<Gate> Mend(Session session, IReadOnlyList<Guid> deliveryIds, string by)
    {
        var mended = session.Gates.All().FindAll(g =>
            g.Gate.IsProbing(session.NowTime) && g.Gate.Probe is { } probe && deliveryIds.Contains(probe.DeliveryId));
        foreach (var gate in mended)
        {
            session.Gates.Remove(gate.Row);
            Record(session, AuditEvents.GateOpened, gate.Gate, by);
        }

        return mended.ConvertAll(g => g.Gate);
    }

    private static bool Remove(Session session, GateScope scope, string source, string by)
    {
        if (session.Gates.All().Find(g => g.Is(scope, source)) is not { } known)
        {
            return false;
        }

        session.Gates.Remove(known.Row);
        if (!known.IsShut(session.NowTime))
        {
            return false;
        }

        Record(session, AuditEvents.GateOpened, known.Gate, by);
        return true;
    }

    private static bool Close(Session session, CloseGate close)
    {
        var known = session.Gates.All().Find(g => g.Is(close.Scope, close.Source));
        if (known is not null)
        {
            session.Gates.Remove(known.Row);
        }

        var (gate, isNews) = GateRules.Close(known?.Gate, close, session.NowTime);
        session.Gates.Add(gate);
        if (isNews)
        {
            Record(session, AuditEvents.GateClosed, gate, close.Source);
        }

        return isNews;
    }

    private static void Record(Session session, string @event, Gate gate, string by) =>
        session.Audit.Add(new AuditRow(session.Now, @event, gate.Scope.Tenant ?? "") { Reason = gate.Reason, Detail = gate.Scope.ToString(), Actor = by });
}

namespace Notify.Storage;

/// <summary>Wakes the loops of the inbox when something came. A hint only: they poll as well, and all holds without it.</summary>
public interface IInboxSignal
{
    /// <summary>Something came. Cheap; called after the commit.</summary>
    void Pulse(InboxWork work);

    /// <summary>Returns when such work came since the last call, or when the time has passed, whichever is first.</summary>
    Task WaitAsync(InboxWork work, TimeSpan atMost, CancellationToken cancellationToken);
}

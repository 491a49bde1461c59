namespace Notify.Storage;

/// <summary>Wakes workers when something was queued. A hint only: workers poll as well, and all holds without it.</summary>
public interface IWorkSignal
{
    /// <summary>Something was queued. Cheap; called after the commit.</summary>
    void Pulse();

    /// <summary>Returns when something was queued since the last call, or when the time has passed, whichever is first.</summary>
    Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken);
}

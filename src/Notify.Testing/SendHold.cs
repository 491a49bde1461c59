namespace Notify.Testing;

/// <summary>Holds the sends of a <see cref="ScriptedSender"/>. Thread-safe.</summary>
public sealed class SendHold : IDisposable
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal SendHold()
    {
    }

    /// <summary>Whether sends may go on.</summary>
    public bool IsReleased => _released.Task.IsCompleted;

    /// <summary>Lets the sends that wait go on, and those to come pass.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>Releases.</summary>
    public void Dispose() => Release();

    internal Task Released => _released.Task;
}

namespace Notify.AI.Tests.Support;

/// <summary>Dies at one of the steps of the work, counted from 1: before the step is done, or just after.</summary>
internal sealed class CrashPoints
{
    /// <summary>At which step; 0 for none.</summary>
    public int At { get; set; }

    /// <summary>Whether the step is done, and only the worker that did it is gone.</summary>
    public bool IsAfter { get; set; }

    /// <summary>How many steps were begun.</summary>
    public int Steps { get; private set; }

    public async Task<T> StepAsync<T>(Func<Task<T>> step)
    {
        var isHere = ++Steps == At;
        if (isHere && !IsAfter)
        {
            throw new InvalidOperationException("The worker died.");
        }

        var result = await step();
        return isHere ? throw new InvalidOperationException("The worker died.") : result;
    }
}

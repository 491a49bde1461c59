namespace Notify.Inbox;

/// <summary>
/// Has each of those of which workers may have died worked on alone, with the rest out of this worker's hands before it begins: only the one that kills uses up its tries.
/// </summary>
/// <typeparam name="T">What is claimed.</typeparam>
internal sealed class Isolation<T>(Func<T, bool> isSuspect)
    where T : class
{
    /// <summary>Whether there was one in what was claimed last.</summary>
    public bool IsOn { get; private set; }

    /// <summary>How many may be under way at once.</summary>
    public int Most(int usual) => IsOn ? 1 : usual;

    /// <summary>Parts what was claimed in what is worked on and what is handed back first.</summary>
    /// <param name="claimed">What was claimed.</param>
    /// <param name="isIdle">Whether nothing claimed before is under way.</param>
    public (IReadOnlyList<T> Now, IReadOnlyList<T> Back) Part(IReadOnlyList<T> claimed, bool isIdle)
    {
        var suspect = claimed.FirstOrDefault(isSuspect);
        IsOn = suspect is not null;
        if (suspect is null)
        {
            return (claimed, []);
        }

        return isIdle ? ([suspect], [.. claimed.Where(c => c != suspect)]) : ([], claimed);
    }
}

namespace Notify.Diagnostics;

/// <summary>
/// Lets one log line a minute through for each name and counts the rest: for lines that anybody can have written, such as that a caller was refused, and who must not fill
/// the log. Thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class RareLines(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long At, int Held)> _names = new(StringComparer.Ordinal);

    /// <summary>Counts one.</summary>
    /// <param name="name">What the line is about; of few different ones, for each is kept.</param>
    /// <returns>How many came since the line before, this one too, where a line is to be written; 0 where it is not.</returns>
    public int Take(string name)
    {
        lock (_lock)
        {
            if (_names.TryGetValue(name, out var last) && time.GetElapsedTime(last.At) < Pause)
            {
                _names[name] = (last.At, last.Held + 1);
                return 0;
            }

            _names[name] = (time.GetTimestamp(), 0);
            return last.Held + 1;
        }
    }
}

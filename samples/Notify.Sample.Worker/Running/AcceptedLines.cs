namespace Notify.Sample.Worker.Running;

/// <summary>What the emulator accepted, counted by the markers in the texts.</summary>
internal sealed class AcceptedLines
{
    private readonly HashSet<int> _accepted = [];
    private readonly Dictionary<int, int> _arrived = [];

    /// <summary>Messages beyond the one that each line may have. One that was reported failed reached nobody and is no double.</summary>
    public int Doubles => _arrived.Values.Sum(count => count - 1);

    /// <summary>Whether a line's message was accepted at all.</summary>
    public bool Has(int line) => _accepted.Contains(line);

    public void Add(int line, bool failed)
    {
        _accepted.Add(line);
        if (!failed)
        {
            _arrived[line] = _arrived.GetValueOrDefault(line) + 1;
        }
    }
}

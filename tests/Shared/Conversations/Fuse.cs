namespace Notify.Tests.Conversations;

/// <summary>Kills a process at one of the points it passes: from there on nothing it calls answers.</summary>
internal sealed class Fuse(int blowsAt)
{
    private int _passed;

    public static Fuse Never => new(int.MaxValue);

    public bool IsBlown { get; private set; }

    /// <summary>The point it blew at.</summary>
    public string Where { get; private set; } = "nowhere";

    public void Pass(string point)
    {
        if (!IsBlown && Interlocked.Increment(ref _passed) == blowsAt)
        {
            (IsBlown, Where) = (true, $"{blowsAt}: {point}");
        }

        Check();
    }

    /// <summary>Goes on only while the process lives.</summary>
    public void Check()
    {
        if (IsBlown)
        {
            throw new IOException($"The process died at {Where}.");
        }
    }
}

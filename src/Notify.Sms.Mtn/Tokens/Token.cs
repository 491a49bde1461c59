namespace Notify.Sms.Mtn.Tokens;

/// <summary>An access token.</summary>
/// <param name="value">What is sent.</param>
/// <param name="obtainedAt">When it was asked for, as a timestamp of the clock: its life began no earlier.</param>
/// <param name="lifetime">How long it lives from there.</param>
/// <param name="replacesRefused">Whether it was got because one before it was refused.</param>
internal sealed class Token(string value, long obtainedAt, TimeSpan lifetime, bool replacesRefused)
{
    private static readonly TimeSpan LongestLead = TimeSpan.FromMinutes(1);

    // A fifth of a short life, a minute of a long one: the next is there before this one ends.
    private readonly TimeSpan _renewAfter = lifetime - (lifetime / 5 < LongestLead ? lifetime / 5 : LongestLead);

    private volatile bool _wasTaken;

    public string Value => value;

    public TimeSpan Lifetime => lifetime;

    /// <summary>Whether asking for another one would bring nothing: this one was fresh, and never taken.</summary>
    public bool IsHopeless => replacesRefused && !_wasTaken;

    public bool IsAlive(TimeProvider time) => time.GetElapsedTime(obtainedAt) < lifetime;

    public bool IsDue(TimeProvider time) => time.GetElapsedTime(obtainedAt) >= _renewAfter;

    /// <summary>MTN let somebody in with it.</summary>
    public void Taken() => _wasTaken = true;
}

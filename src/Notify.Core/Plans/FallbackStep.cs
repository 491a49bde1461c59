namespace Notify.Plans;

/// <summary>What becomes of a held delivery when the one before it has come to a state.</summary>
public enum FallbackStep
{
    /// <summary>Nothing: it waits on.</summary>
    None = 0,

    /// <summary>The wait for delivery begins, unless it has begun before.</summary>
    Wait = 1,

    /// <summary>It takes the place: queued, reason <c>fell_back</c>; expired where its own expiry has passed.</summary>
    Fire = 2,

    /// <summary>It is not needed: cancelled, reason <c>primary_delivered</c>.</summary>
    Drop = 3,

    /// <summary>It must not go around what ended the one before it: cancelled, reason <c>primary_ended</c>.</summary>
    Cancel = 4,

    /// <summary>It expires with the one before it.</summary>
    Expire = 5,
}

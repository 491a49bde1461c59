namespace Notify.Receipts;

/// <summary>What to do with a delivery in doubt.</summary>
public enum DoubtVerdict
{
    /// <summary>Nothing yet.</summary>
    Wait = 0,

    /// <summary>Queue it again: a new send.</summary>
    Resend = 1,

    /// <summary>Give up: no attempts left.</summary>
    Fail = 2,
}

namespace Notify.OptOut;

/// <summary>What a word asks for.</summary>
internal enum WordKind
{
    /// <summary>No more messages.</summary>
    Stop,

    /// <summary>Messages again.</summary>
    Start,

    /// <summary>The same, where it answers nothing else.</summary>
    Yes,

    /// <summary>Help.</summary>
    Help,
}

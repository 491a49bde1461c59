namespace Notify.AI.Replies;

/// <summary>Whose words answered a message.</summary>
internal enum TurnKind
{
    /// <summary>The model's.</summary>
    Model = 0,

    /// <summary>The fixed ones: there were none of the model.</summary>
    Fixed = 1,

    /// <summary>The fixed ones of a hand-over.</summary>
    HandOver = 2,
}

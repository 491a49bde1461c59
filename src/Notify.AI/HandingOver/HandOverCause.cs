namespace Notify.AI.HandingOver;

/// <summary>Why a talk was handed over.</summary>
public enum HandOverCause
{
    /// <summary>The person asked for it by a word.</summary>
    Person = 0,

    /// <summary>The model asked for it.</summary>
    Model = 1,
}

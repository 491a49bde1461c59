using System.Text.Json.Serialization;

namespace Notify.Conversations;

/// <summary>What a conversation says to a message.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Said>))]
internal enum Said
{
    /// <summary>Nothing: what was to be said was said already.</summary>
    Nothing = 0,

    /// <summary>A question.</summary>
    Question = 1,

    /// <summary>That the answer was none.</summary>
    Again = 2,

    /// <summary>That all is answered.</summary>
    Completed = 3,

    /// <summary>That it is given up.</summary>
    GivenUp = 4,
}

using System.Text.Json.Serialization;

namespace Notify.Gates;

/// <summary>What mends the trouble a gate was closed for. Either way one delivery tries from time to time whether it is over.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Mending>))]
public enum Mending
{
    /// <summary>Time: a limit's window, a pause, maintenance. Tried when the wait is over, and then at growing distances.</summary>
    Itself = 0,

    /// <summary>A person: a new token, billing, an appeal. Tried rarely, at even distances, so that nobody has to remember to open the gate.</summary>
    Person = 1,
}

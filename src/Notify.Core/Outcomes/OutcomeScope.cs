using System.Text.Json.Serialization;

namespace Notify.Outcomes;

/// <summary>What an outcome speaks of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutcomeScope>))]
public enum OutcomeScope
{
    /// <summary>This delivery only.</summary>
    Delivery = 0,

    /// <summary>This recipient.</summary>
    Recipient = 1,

    /// <summary>The template.</summary>
    Template = 2,

    /// <summary>The recipient's country.</summary>
    Country = 3,

    /// <summary>The sending number.</summary>
    Number = 4,

    /// <summary>The provider's business account.</summary>
    Account = 5,

    /// <summary>The app or its token.</summary>
    App = 6,
}

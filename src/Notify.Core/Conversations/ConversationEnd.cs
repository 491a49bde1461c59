using System.Text.Json.Serialization;

namespace Notify.Conversations;

/// <summary>How a conversation ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConversationEnd>))]
public enum ConversationEnd
{
    /// <summary>All was answered.</summary>
    Completed = 0,

    /// <summary>A question was answered wrongly too often: a person must help.</summary>
    GivenUp = 1,
}

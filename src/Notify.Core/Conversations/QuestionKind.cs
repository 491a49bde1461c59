using System.Text.Json.Serialization;

namespace Notify.Conversations;

/// <summary>What kind of answer a question wants.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QuestionKind>))]
public enum QuestionKind
{
    /// <summary>Any text of the given length.</summary>
    Text = 0,

    /// <summary>One of the choices, by its number in the list, its label or a synonym. Found in any message, as whole words.</summary>
    Choice = 1,

    /// <summary>An e-mail address. Found in any message.</summary>
    Email = 2,

    /// <summary>A phone number, kept in E.164. Found in any message.</summary>
    Phone = 3,

    /// <summary>A number.</summary>
    Number = 4,
}

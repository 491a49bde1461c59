using System.Text.Json.Serialization;

namespace Notify.Messages;

/// <summary>What is sent over a channel: text, media or a provider's template. Immutable.</summary>
/// <remarks>A channel's sender says which kinds it takes; it answers others with a rejected outcome.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextMessage), "text")]
[JsonDerivedType(typeof(MediaMessage), "media")]
[JsonDerivedType(typeof(TemplateMessage), "template")]
public abstract record Message
{
    /// <summary>The text as the person reads it. Personal data.</summary>
    [JsonIgnore]
    public abstract string Text { get; }

    /// <summary>The same message with every piece of text that came from the app (a body, a caption, a parameter) passed through a function.</summary>
    public abstract Message MapText(Func<string, string> map);

    /// <summary>The kind only: a message is never printed by accident.</summary>
    public sealed override string ToString() => GetType().Name;
}

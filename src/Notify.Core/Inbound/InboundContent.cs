using System.Text.Json.Serialization;

namespace Notify.Inbound;

/// <summary>What an inbound message says. Kinds a provider adds later come as <see cref="InboundUnsupported"/>, with the raw JSON beside it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(InboundText), "text")]
[JsonDerivedType(typeof(InboundMedia), "media")]
[JsonDerivedType(typeof(InboundLocation), "location")]
[JsonDerivedType(typeof(InboundContacts), "contacts")]
[JsonDerivedType(typeof(InboundReaction), "reaction")]
[JsonDerivedType(typeof(InboundButton), "button")]
[JsonDerivedType(typeof(InboundChoice), "choice")]
[JsonDerivedType(typeof(InboundForm), "form")]
[JsonDerivedType(typeof(InboundOrder), "order")]
[JsonDerivedType(typeof(InboundSystem), "system")]
[JsonDerivedType(typeof(InboundEdit), "edit")]
[JsonDerivedType(typeof(InboundRevoke), "revoke")]
[JsonDerivedType(typeof(InboundUnsupported), "unsupported")]
public abstract record InboundContent
{
    /// <summary>What the person said in words: a text, a caption, the title of what they chose; empty where there are none.</summary>
    [JsonIgnore]
    public virtual string Text => "";

    /// <summary>The kind only: content is never printed by accident.</summary>
    public sealed override string ToString() => GetType().Name;
}

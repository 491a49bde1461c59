using System.Text.Json.Serialization;

namespace Notify.Messages;

/// <summary>What a template's button does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TemplateButtonKind>))]
public enum TemplateButtonKind
{
    /// <summary>Sends a payload back.</summary>
    QuickReply = 0,

    /// <summary>Opens an address; the value is the address's last part.</summary>
    Url = 1,

    /// <summary>Copies a code.</summary>
    CopyCode = 2,

    /// <summary>Calls a number; takes no parameter.</summary>
    PhoneNumber = 3,
}

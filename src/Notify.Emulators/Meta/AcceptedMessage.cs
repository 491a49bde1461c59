using System.Text.Json.Serialization;

namespace Notify.Emulators.Meta;

/// <summary>One message the emulator answered with a message id. A snapshot: a later status needs a new read.</summary>
public sealed record AcceptedMessage
{
    /// <summary>Place in the list, rising from 1; never used twice, also after the list was cleared.</summary>
    [JsonPropertyName("seq")]
    public required long Sequence { get; init; }

    /// <summary>Message id (<c>wamid…</c>) as answered and as it stands in receipts.</summary>
    public required string Id { get; init; }

    /// <summary>The sending number's id, from the path.</summary>
    public required string PhoneNumberId { get; init; }

    /// <summary>The recipient: E.164 with '+', or a business-scoped user id.</summary>
    public required string To { get; init; }

    /// <summary>Meta's message type, such as <c>text</c> or <c>template</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The body as a person reads it: a template's own text with its parameters filled in, a caption, the text. Empty where there is none.</summary>
    public required string Text { get; init; }

    /// <summary>What stands above the body, if anything.</summary>
    public MessageHeader? Header { get; init; }

    /// <summary>The small line below the body, if any.</summary>
    public string? Footer { get; init; }

    /// <summary>The buttons, in order; null when there are none.</summary>
    public IReadOnlyList<MessageButton>? Buttons { get; init; }

    /// <summary>The template's name; null for other types.</summary>
    public string? TemplateName { get; init; }

    /// <summary>The template's language code; null for other types.</summary>
    public string? TemplateLanguage { get; init; }

    /// <summary>Meta's pricing category of the message: the template's in lower case, or <c>service</c>.</summary>
    public required string Category { get; init; }

    /// <summary><c>biz_opaque_callback_data</c> of the request, echoed in receipts; null when there was none.</summary>
    public string? CallbackData { get; init; }

    /// <summary>When it was accepted, by the emulator's clock.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>How far it got.</summary>
    public AcceptedStatus Status { get; init; }

    /// <summary>Meta's error code when <see cref="Status"/> is <see cref="AcceptedStatus.Failed"/>.</summary>
    public int? FailedCode { get; init; }
}

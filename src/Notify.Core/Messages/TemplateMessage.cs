namespace Notify.Messages;

/// <summary>A provider's approved template with its values.</summary>
public sealed record TemplateMessage : Message
{
    private readonly string? _text;

    /// <summary>The provider's name for the template.</summary>
    public required string Name { get; init; }

    /// <summary>The provider's language code, for instance <c>en</c> or <c>en_US</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Whether parameters go by name; otherwise by their order.</summary>
    public bool NamedParameters { get; init; }

    /// <summary>The header's text parameter, if it has one.</summary>
    public TemplateParameter? HeaderText { get; init; }

    /// <summary>The header's file, if it has one.</summary>
    public Media? HeaderMedia { get; init; }

    /// <summary>The body's parameters, in the order of the template's text.</summary>
    public IReadOnlyList<TemplateParameter> Body { get; init; } = [];

    /// <summary>Buttons that take a value.</summary>
    public IReadOnlyList<TemplateButton> Buttons { get; init; } = [];

    /// <summary>The body as the person will read it. Written by the catalogue; not sent.</summary>
    public string RenderedText { get => _text ?? ""; init => _text = value; }

    /// <inheritdoc/>
    public override string Text => RenderedText;

    /// <inheritdoc/>
    public override Message MapText(Func<string, string> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with
        {
            HeaderText = HeaderText is null ? null : HeaderText with { Value = map(HeaderText.Value) },
            Body = [.. Body.Select(p => p with { Value = map(p.Value) })],
            Buttons = [.. Buttons.Select(b => b with { Value = map(b.Value) })],
            RenderedText = RenderedText.Length == 0 ? "" : map(RenderedText),
        };
    }
}

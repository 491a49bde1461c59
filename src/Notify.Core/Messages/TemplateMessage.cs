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
        var header = HeaderText is null ? null : Map(HeaderText, map);
        var body = Map(Body, map, static (parameter, map) => Map(parameter, map));
        var buttons = Map(Buttons, map, static (button, map) => map(button.Value) is var value && Same(value, button.Value) ? button : button with { Value = value });
        var text = RenderedText.Length == 0 ? "" : map(RenderedText);
        return ReferenceEquals(header, HeaderText) && ReferenceEquals(body, Body) && ReferenceEquals(buttons, Buttons) && Same(text, RenderedText)
            ? this
            : this with { HeaderText = header, Body = body, Buttons = buttons, RenderedText = text };
    }

    private static TemplateParameter Map(TemplateParameter parameter, Func<string, string> map) =>
        map(parameter.Value) is var value && Same(value, parameter.Value) ? parameter : parameter with { Value = value };

    // The list itself where nothing in it changes, as is the rule.
    private static IReadOnlyList<T> Map<T>(IReadOnlyList<T> list, Func<string, string> map, Func<T, Func<string, string>, T> mapOne)
        where T : class
    {
        T[]? changed = null;
        for (var i = 0; i < list.Count; i++)
        {
            var mapped = mapOne(list[i], map);
            if (!ReferenceEquals(mapped, list[i]))
            {
                changed ??= [.. list];
                changed[i] = mapped;
            }
        }

        return changed ?? list;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}

using Notify.Messages;

namespace Notify.Templates;

/// <summary>Writes a message from a template and its variables. Pure.</summary>
internal static class TemplateRenderer
{
    /// <summary>The message to send.</summary>
    /// <param name="template">The template.</param>
    /// <param name="variables">A value for every variable.</param>
    /// <param name="withText">Also writes the text a person reads, which sending does not need.</param>
    public static Message Render(Template template, IReadOnlyDictionary<string, string> variables, bool withText = false)
    {
        var content = template.Content;
        var layout = TemplateLayout.Of(template);
        if (content.ProviderName is null)
        {
            return new TextMessage(layout.Body.Write(variables));
        }

        return new TemplateMessage
        {
            Name = content.ProviderName,
            Language = content.ProviderLanguage ?? template.Locale,
            NamedParameters = content.NamedParameters,
            HeaderText = layout.HeaderText is { Names: [var name, ..] } ? Parameter(name, variables) : null,
            HeaderMedia = content.Header is { Media: { } kind } ? new Media(kind, layout.HeaderLink?.Write(variables)) : null,
            Body = Parameters(layout.Body.Names, variables),
            Buttons = Buttons(content.Buttons, layout, variables),
            RenderedText = withText ? layout.Body.Write(variables) : "",
        };
    }

    private static TemplateParameter[] Parameters(string[] names, IReadOnlyDictionary<string, string> variables)
    {
        var parameters = new TemplateParameter[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            parameters[i] = Parameter(names[i], variables);
        }

        return parameters;
    }

    private static TemplateParameter Parameter(string name, IReadOnlyDictionary<string, string> variables) =>
        new(name, variables.GetValueOrDefault(name, ""));

    // Only what varies travels: a fixed address or number is part of the provider's template.
    private static IReadOnlyList<TemplateButton> Buttons(
        IReadOnlyList<TemplateContentButton> buttons, TemplateLayout layout, IReadOnlyDictionary<string, string> variables)
    {
        List<TemplateButton>? values = null;
        for (var i = 0; i < buttons.Count; i++)
        {
            var value = buttons[i].Kind switch
            {
                TemplateButtonKind.Url => layout.Buttons[i] is { Names: [var name, ..] } ? variables.GetValueOrDefault(name, "") : null,
                TemplateButtonKind.PhoneNumber => null,
                _ => layout.Buttons[i]?.Write(variables),
            };
            if (value is not null)
            {
                (values ??= []).Add(new TemplateButton(i, buttons[i].Kind, value));
            }
        }

        return values ?? (IReadOnlyList<TemplateButton>)[];
    }
}

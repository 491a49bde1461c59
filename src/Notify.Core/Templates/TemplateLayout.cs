using System.Runtime.CompilerServices;

namespace Notify.Templates;

/// <summary>A template's texts taken apart. Kept as long as the template is.</summary>
internal sealed class TemplateLayout
{
    private static readonly ConditionalWeakTable<Template, TemplateLayout> Layouts = [];

    private TemplateLayout(Template template)
    {
        var content = template.Content;
        Body = Placeholders.Parse(content.Body);
        HeaderText = content.Header?.Text is { } text ? Placeholders.Parse(text) : null;
        HeaderLink = content.Header?.Link is { } link ? Placeholders.Parse(link) : null;
        Buttons = [.. content.Buttons.Select(b => b.Url is { } url ? Placeholders.Parse(url) : b.Value is { } value ? Placeholders.Parse(value) : null)];
    }

    public Placeholders Body { get; }

    public Placeholders? HeaderText { get; }

    public Placeholders? HeaderLink { get; }

    /// <summary>The address or value of each button; null where it has neither.</summary>
    public IReadOnlyList<Placeholders?> Buttons { get; }

    /// <summary>Every text.</summary>
    public IEnumerable<Placeholders> All => new[] { Body, HeaderText, HeaderLink }.Concat(Buttons).OfType<Placeholders>();

    /// <summary>Every name used anywhere.</summary>
    public IEnumerable<string> Names => All.SelectMany(p => p.Names).Distinct(StringComparer.Ordinal);

    public static TemplateLayout Of(Template template) => Layouts.GetValue(template, static t => new TemplateLayout(t));
}

namespace Notify.Templates;

/// <summary>How the catalogue is found. Section <c>Templates</c>.</summary>
public sealed class TemplateOptions
{
    /// <summary>Folders of JSON files, imported when the app starts. Relative paths are looked up beside the program.</summary>
    public IList<string> Paths { get; } = [];

    /// <summary>The last resort of the locale chain. Default <c>en</c>.</summary>
    public string DefaultLocale { get; set; } = "en";

    /// <summary>How often a change made elsewhere is looked for. Default 5 s; 100 ms to 1 h.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(5);
}

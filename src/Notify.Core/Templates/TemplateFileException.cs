namespace Notify.Templates;

/// <summary>A catalogue file cannot be used. The message names the file, the template, the field and the remedy.</summary>
public sealed class TemplateFileException : Exception
{
    /// <summary>Makes the exception.</summary>
    public TemplateFileException(string file, string problem, Exception? inner = null)
        : base($"The template catalogue '{file}' was not imported: {problem}", inner) => File = file;

    /// <summary>The file or folder.</summary>
    public string File { get; }
}

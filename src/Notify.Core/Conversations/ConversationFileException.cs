namespace Notify.Conversations;

/// <summary>A conversation's file cannot be used. The message names the file, the field and the remedy.</summary>
internal sealed class ConversationFileException(string file, string problem, Exception? inner = null)
    : Exception($"The conversation '{file}' cannot be used: {problem}", inner)
{
    /// <summary>The file or folder.</summary>
    public string File { get; } = file;
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Notify.Hosting;

namespace Notify.Conversations.Files;

/// <summary>Reads conversations' files and refuses what is wrong with them, naming file, field and remedy.</summary>
internal static partial class ConversationFileReader
{
    /// <summary>The conversation of every <c>*.json</c> file below a folder, in the order of the files' names.</summary>
    /// <exception cref="ConversationFileException">The folder is missing, or a file is wrong.</exception>
    public static IReadOnlyList<Conversation> ReadFolder(string folder)
    {
        var path = Path.IsPathRooted(folder) ? folder : Path.Combine(AppContext.BaseDirectory, folder);
        if (!Directory.Exists(path))
        {
            throw new ConversationFileException(path, "the folder does not exist; copy it to the output, or give another path to AddConversations");
        }

        return [.. Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(ReadFile)];
    }

    private static Conversation ReadFile(string path)
    {
        var name = Path.GetFileName(path);
        Conversation conversation;
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllBytes(path), FileJson.Default.ConversationFile)
                ?? throw new ConversationFileException(name, "it holds null; write an object with name, questions, completed and givenUp");
            conversation = file.ToConversation();
        }
        catch (JsonException e)
        {
            throw new ConversationFileException(name, $"{e.Path ?? "$"}, line {e.LineNumber + 1}: {TypeNames().Replace(e.Message, "")} Mend it and start again.", e);
        }

        var problems = ConversationChecks.Problems(conversation).ToList();
        return problems.Count == 0 ? conversation : throw new ConversationFileException(name, string.Join("; ", problems));
    }

    // Whoever writes a conversation does not know our types.
    [GeneratedRegex(" (contained in|for) type '[^']*'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeNames();
}

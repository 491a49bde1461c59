using Microsoft.Extensions.Options;
using Notify.Conversations.Files;
using Notify.Hosting;

namespace Notify.Conversations;

/// <summary>Checks <see cref="ConversationOptions"/>, and every conversation they lead to.</summary>
internal sealed class ConversationOptionsValidator : IValidateOptions<ConversationOptions>
{
    /// <summary>Those of the files, then those declared in code.</summary>
    public static IReadOnlyList<Conversation> All(ConversationOptions options) =>
        [.. options.Paths.SelectMany(ConversationFileReader.ReadFolder), .. options.Declared];

    public ValidateOptionsResult Validate(string? name, ConversationOptions options)
    {
        var check = new Check("Conversations");
        foreach (var conversation in options.Declared)
        {
            var problems = ConversationChecks.Problems(conversation).ToList();
            check.True(conversation.Name, problems.Count == 0, $"cannot be used: {string.Join("; ", problems)}");
        }

        try
        {
            foreach (var group in All(options).GroupBy(c => c.Name, StringComparer.Ordinal))
            {
                check.True(group.Key, group.Count() == 1, "is there twice; rename one, for the name is its place in the session");
            }
        }
        catch (ConversationFileException e)
        {
            check.True(nameof(options.Paths), false, $"lead to what cannot be used. {e.Message}");
        }

        return check.Result();
    }
}

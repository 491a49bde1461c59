using Microsoft.Extensions.Options;
using Notify.Hosting;
using Notify.Inbox;
using Notify.Messages;
using Notify.OptOut;
using Notify.Sessions;

namespace Notify.AI.Replies;

/// <summary>Checks <see cref="AiReplyOptions"/>.</summary>
internal sealed class AiReplyOptionsValidator(IOptions<InboxOptions> inbox) : IValidateOptions<AiReplyOptions>
{
    public ValidateOptionsResult Validate(string? name, AiReplyOptions options)
    {
        var check = new Check("Ai")
            .True(nameof(options.SystemPrompt), options.SystemPrompt is { Length: <= 20_000 } && !string.IsNullOrWhiteSpace(options.SystemPrompt), "must have 1 to 20,000 characters: say who the model is and what it may help with")
            .True(nameof(options.ChatClient), options.ChatClient is null or { Length: > 0 and <= 100 }, "must have 1 to 100 characters, or be left out")
            .True(nameof(options.ContextKeys), options.ContextKeys.All(static k => k is { Length: > 0 and <= SessionContext.MaxKeyLength }), $"must hold keys of 1 to {SessionContext.MaxKeyLength} characters")
            .Range(nameof(options.HistoryTurns), options.HistoryTurns, 0, 50)
            .Range(nameof(options.MaxInputLength), options.MaxInputLength, 100, 4000)
            .Range(nameof(options.MaxReplyLength), options.MaxReplyLength, 100, 4000)
            .Range(nameof(options.MaxOutputTokens), options.MaxOutputTokens, 16, 8192)
            .Range(nameof(options.Timeout), options.Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10))
            .True(nameof(options.Timeout), options.Timeout < inbox.Value.HandlerTimeout, $"must be shorter than Notify:Inbox:HandlerTimeout, {inbox.Value.HandlerTimeout}; it is {options.Timeout}")
            .Range(nameof(options.MaxRepliesPerSession), options.MaxRepliesPerSession, 1, 10_000)
            .Range(nameof(options.MaxTokensPerSession), options.MaxTokensPerSession, 100, 100_000_000)
            .Range(nameof(options.MaxRepliesPerDay), options.MaxRepliesPerDay, 1, 10_000)
            .Range(nameof(options.MaxTokensPerDay), options.MaxTokensPerDay, 100, 1_000_000_000)
            .True(nameof(options.HandOverWords), options.HandOverWords.All(static w => WordText.Fold(w).Length > 0), $"must hold words of 1 to {WordText.MaxLength} characters");
        Texts(check, nameof(options.AwayTexts), options.AwayTexts);
        Texts(check, nameof(options.HandOverTexts), options.HandOverTexts);
        return check.Result();
    }

    private static void Texts(Check check, string key, IDictionary<string, string> texts)
    {
        foreach (var (locale, text) in texts)
        {
            check.True($"{key}:{locale}", text is { Length: <= TextMessage.MaxLength } && !string.IsNullOrWhiteSpace(text), $"must have 1 to {TextMessage.MaxLength} characters");
        }

        check.True(key, texts.ContainsKey(FixedTexts.LastResort), $"must have a text for {FixedTexts.LastResort}, the last resort");
    }
}

namespace Notify.OptOut;

/// <summary>
/// One language's words and answers; what is null is as built in. Words are matched without case, accents and punctuation, and as the whole message; the first
/// of each list is the one that answers name. Texts may hold <c>{stop}</c>, <c>{start}</c>, <c>{help}</c> and <c>{contact}</c>.
/// </summary>
public sealed class OptOutLanguage
{
    /// <summary>Words that opt out, such as STOP.</summary>
    public IList<string>? StopWords { get; set; }

    /// <summary>Words by which who opted out opts in again, such as START.</summary>
    public IList<string>? StartWords { get; set; }

    /// <summary>Words that do so where they answer nothing else, such as YES: not while a conversation has a question open.</summary>
    public IList<string>? YesWords { get; set; }

    /// <summary>Words that are answered with help.</summary>
    public IList<string>? HelpWords { get; set; }

    /// <summary>The confirmation of an opt-out; up to 1,000 characters.</summary>
    public string? StoppedText { get; set; }

    /// <summary>The confirmation of an opt-in; up to 1,000 characters.</summary>
    public string? StartedText { get; set; }

    /// <summary>The answer to HELP; up to 1,000 characters.</summary>
    public string? HelpText { get; set; }
}

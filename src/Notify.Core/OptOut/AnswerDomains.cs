namespace Notify.OptOut;

/// <summary>The domains of Notify's own answers to STOP, START and HELP. Their colon keeps them from apps.</summary>
public static class AnswerDomains
{
    /// <summary>The confirmation of an opt-out.</summary>
    public const string OptedOut = "notify:opted_out";

    /// <summary>The confirmation of an opt-in.</summary>
    public const string OptedIn = "notify:opted_in";

    /// <summary>The answer to HELP.</summary>
    public const string Help = "notify:help";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [OptedOut, OptedIn, Help];

    /// <summary>Those that are sent to people who opted out too.</summary>
    public static IReadOnlyList<string> PastOptOut { get; } = [OptedOut, Help];
}

namespace Notify.OptOut;

/// <summary>What one language comes with.</summary>
internal sealed record BuiltInLanguage
{
    public required IReadOnlyList<string> StopWords { get; init; }

    public required IReadOnlyList<string> StartWords { get; init; }

    public required IReadOnlyList<string> YesWords { get; init; }

    public required IReadOnlyList<string> HelpWords { get; init; }

    /// <summary>Opted out of everything.</summary>
    public required string Stopped { get; init; }

    /// <summary>Opted out of one channel.</summary>
    public required string StoppedHere { get; init; }

    public required string Started { get; init; }

    public required string Help { get; init; }

    public required string HelpWithContact { get; init; }
}

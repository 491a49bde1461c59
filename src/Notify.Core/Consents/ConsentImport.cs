namespace Notify.Consents;

/// <summary>What became of an import.</summary>
public sealed record ConsentImport
{
    /// <summary>The most problems that are told one by one.</summary>
    public const int MostProblems = 1000;

    /// <summary>Lines read; empty ones do not count.</summary>
    public long Read { get; init; }

    /// <summary>Those that hold from now on.</summary>
    public long Saved { get; init; }

    /// <summary>Those that are no newer than what was known.</summary>
    public long Older { get; init; }

    /// <summary>Those of people who were erased.</summary>
    public long Erased { get; init; }

    /// <summary>Those that could not be taken.</summary>
    public long Refused { get; init; }

    /// <summary>Why, of the first <see cref="MostProblems"/>.</summary>
    public IReadOnlyList<ConsentProblem> Problems { get; init; } = [];
}

namespace Notify.Consents;

/// <summary>One line of an import or export.</summary>
internal sealed record ConsentLine
{
    public string? Recipient { get; init; }

    public string? Topic { get; init; }

    public bool? Granted { get; init; }

    public string? Source { get; init; }

    public DateTimeOffset? At { get; init; }

    public string? Proof { get; init; }
}

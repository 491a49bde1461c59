namespace Notify.AspNetCore.RunOnce;

/// <summary>Who may run the worker over HTTP. Section <c>RunOnce</c>.</summary>
public sealed class RunOnceOptions
{
    /// <summary>
    /// The keys, any of which a caller sends as <c>Authorization: Bearer …</c>; two while one replaces the other. Required: at least one, each of 32 to 512 visible
    /// characters without spaces. Secrets.
    /// </summary>
    public IList<string> Keys { get; } = [];

    /// <summary>The number of keys only: secrets are never printed.</summary>
    public override string ToString() => $"{nameof(RunOnceOptions)} {Keys.Count}";
}

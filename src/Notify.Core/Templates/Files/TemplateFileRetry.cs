using System.Text.Json.Serialization;
using Notify.Outcomes;

namespace Notify.Templates.Files;

/// <summary>A retry policy as a file gives it: what is left out is as in <see cref="RetryPolicy"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TemplateFileRetry(
    int? MaxAttempts = null,
    TimeSpan? RetryDelay = null,
    TimeSpan? RetryMaxDelay = null,
    TimeSpan? DeferDelay = null,
    TimeSpan? DeferMaxDelay = null)
{
    private static readonly RetryPolicy s_default = new();

    public RetryPolicy ToPolicy() => new()
    {
        MaxAttempts = MaxAttempts ?? s_default.MaxAttempts,
        RetryDelay = RetryDelay ?? s_default.RetryDelay,
        RetryMaxDelay = RetryMaxDelay ?? s_default.RetryMaxDelay,
        DeferDelay = DeferDelay ?? s_default.DeferDelay,
        DeferMaxDelay = DeferMaxDelay ?? s_default.DeferMaxDelay,
    };
}

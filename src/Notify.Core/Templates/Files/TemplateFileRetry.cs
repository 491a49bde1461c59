using System.Text.Json.Serialization;
using Notify.Outcomes;

namespace Notify.Templates.Files;

/// <summary>A template's own retry policy; what is left out is as in <see cref="RetryPolicy"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TemplateFileRetry(
    int? MaxAttempts = null,
    TimeSpan? RetryDelay = null,
    TimeSpan? RetryMaxDelay = null,
    TimeSpan? DeferDelay = null,
    TimeSpan? DeferMaxDelay = null)
{
    public RetryPolicy ToPolicy()
    {
        var fallback = new RetryPolicy();
        return new RetryPolicy
        {
            MaxAttempts = MaxAttempts ?? fallback.MaxAttempts,
            RetryDelay = RetryDelay ?? fallback.RetryDelay,
            RetryMaxDelay = RetryMaxDelay ?? fallback.RetryMaxDelay,
            DeferDelay = DeferDelay ?? fallback.DeferDelay,
            DeferMaxDelay = DeferMaxDelay ?? fallback.DeferMaxDelay,
        };
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Notify.Templates;

namespace Notify.Plans;

/// <summary>Warns, once per template, of a fallback that comes while the provider may still deliver the first message: the person would get both.</summary>
internal sealed class TimeToLiveWarning(ILogger<TimeToLiveWarning> logger)
{
    private const string Remedy = "Give the provider's template a time-to-live no longer than the wait, and say so in the catalogue's timeToLive.";

    private readonly ConcurrentDictionary<(string? Tenant, string Key, Channel Channel), bool> _told = new();

    /// <summary>The warning in words, or null where there is none.</summary>
    public static string? Of(Template? template, Fallback? fallback) => IsTooLong(template, fallback)
        ? $"The provider may deliver this up to {Words(template!)} after it took it, later than the fallback to {fallback!.Channel} after {fallback.After}. {Remedy}"
        : null;

    /// <summary>Warns where there is reason to.</summary>
    public void Check(Template? template, Fallback fallback)
    {
        if (IsTooLong(template, fallback) && _told.TryAdd((template!.Tenant, template.Key, template.Channel), true))
        {
            logger.FallbackBeforeExpiry(template.Key, template.Channel.Name, Words(template), fallback.Channel.Name, fallback.After, Remedy);
        }
    }

    // Where the catalogue does not say, the provider's own time holds: Meta's is 30 days but for authentication (10 minutes).
    private static bool IsTooLong(Template? template, Fallback? fallback) =>
        fallback is not null && template is { Content.ProviderName: not null } && !(template.Content.TimeToLive <= fallback.After);

    private static string Words(Template template) => template.Content.TimeToLive?.ToString("c", CultureInfo.InvariantCulture) ?? "the provider's default time-to-live";
}

using Microsoft.Extensions.Logging;

namespace Notify.Consents;

/// <summary>Log events of consent by topic. No address, no proof.</summary>
internal static partial class ConsentLog
{
    [LoggerMessage(656, LogLevel.Information, "Consent of a contact of {Tenant} on {Topic}, granted {IsGranted}, from {Source}: {Result}", EventName = "NOTIFY_CONSENT_RECORDED")]
    public static partial void ConsentRecorded(this ILogger logger, string tenant, string topic, bool isGranted, string source, string result);

    [LoggerMessage(657, LogLevel.Information, "Consents of {Tenant} were imported: {Read} read, {Saved} saved, {Older} older than what was known, {Erased} of erased people, {Refused} refused", EventName = "NOTIFY_CONSENTS_IMPORTED")]
    public static partial void ConsentsImported(this ILogger logger, string tenant, long read, long saved, long older, long erased, long refused);
}

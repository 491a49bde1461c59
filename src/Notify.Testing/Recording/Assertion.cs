using Notify.Diagnostics;
using Xunit.Sdk;

namespace Notify.Testing.Recording;

/// <summary>Assertions over notifications. Failures end up in build logs: addresses are masked, values left out.</summary>
internal static class Assertion
{
    private const string Separators = " -.()";

    public static Notification Queued(
        IReadOnlyList<Notification> queued, string recipient, string templateKey, (string Name, string Value)[] variables)
    {
        var candidates = queued.Where(n => IsFor(n, recipient, templateKey)).ToList();
        if (candidates.Count == 0)
        {
            throw Failure($"No '{templateKey}' was queued for {Mask.Address(recipient)}.", queued);
        }

        return candidates.Find(n => Differing(n, variables).Count == 0)
            ?? throw Failure(
                $"'{templateKey}' was queued for {Mask.Address(recipient)}, but with other values of: "
                + string.Join(", ", candidates.Select(n => Differing(n, variables)).MinBy(d => d.Count)!) + ".",
                queued);
    }

    public static void NotQueued(IReadOnlyList<Notification> queued, string recipient, string templateKey)
    {
        if (queued.Any(n => IsFor(n, recipient, templateKey)))
        {
            throw Failure($"'{templateKey}' was queued for {Mask.Address(recipient)}.", queued);
        }
    }

    public static void NothingQueued(IReadOnlyList<Notification> queued)
    {
        if (queued.Count > 0)
        {
            throw Failure("Something was queued.", queued);
        }
    }

    private static bool IsFor(Notification notification, string recipient, string templateKey) =>
        notification.TemplateKey == templateKey && Bare(notification.Recipient) == Bare(recipient);

    private static string Bare(string recipient) => string.Concat(recipient.Where(c => !Separators.Contains(c, StringComparison.Ordinal)));

    private static List<string> Differing(Notification notification, (string Name, string Value)[] variables) =>
        [.. variables.Where(v => !notification.Variables.TryGetValue(v.Name, out var value) || value != v.Value).Select(v => v.Name)];

    private static XunitException Failure(string what, IReadOnlyList<Notification> queued) => new(
        queued.Count == 0
            ? $"{what} Nothing was queued."
            : $"{what} Queued: {string.Join("; ", queued.Select(Describe))}.");

    private static string Describe(Notification notification)
    {
        var content = notification.TemplateKey is { } key ? $"'{key}'" : "plain content";
        var variables = notification.Variables.Count == 0 ? "" : $" with {string.Join(", ", notification.Variables.Keys)}";
        return $"{content} for {Mask.Address(notification.Recipient)}{variables}";
    }
}

using Notify.Templates;

namespace Notify.Queueing;

/// <summary>Checks a notification against the template chosen for it: what would be a provider's error later is the caller's error now.</summary>
internal static class TemplateCheck
{
    /// <summary>Checks one channel's template. Not alone, a variable it has no use for may be another channel's: see <see cref="Extra"/>.</summary>
    public static void Check(Notification notification, Channel channel, ResolvedTemplate? resolved, List<NotificationError> errors, bool isAlone) =>
        Check(nameof(Notification.TemplateKey), notification.TemplateKey!, notification, channel, resolved, errors, isAlone);

    /// <summary>Checks the template that stands in for plain content while a service window is closed.</summary>
    public static void CheckSubstitute(Notification notification, Channel channel, ResolvedTemplate? resolved, List<NotificationError> errors)
    {
        if (resolved is { Template.Content.ProviderName: null })
        {
            errors.Add(new(
                nameof(Notification.WindowTemplate),
                NotificationErrorCodes.Malformed,
                $"'{notification.WindowTemplate}' is free text too, which a closed window does not let through; name a template of the provider's."));
            return;
        }

        Check(nameof(Notification.WindowTemplate), notification.WindowTemplate!, notification, channel, resolved, errors, isAlone: true);
    }

    private static void Check(
        string field, string key, Notification notification, Channel channel, ResolvedTemplate? resolved, List<NotificationError> errors, bool isAlone)
    {
        if (resolved is null)
        {
            errors.Add(new(
                field,
                NotificationErrorCodes.TemplateUnknown,
                $"The catalogue has no '{key}' for {channel} in any of the locales tried; add it, or mend the key."));
            return;
        }

        var template = resolved.Template;
        if (!template.IsActive)
        {
            errors.Add(new(field, NotificationErrorCodes.TemplateInactive, $"'{template.Key}' is switched off; switch it on or use another."));
        }
        else if (resolved.Status != ApprovalStatus.Approved)
        {
            errors.Add(new(
                field,
                NotificationErrorCodes.TemplateNotApproved,
                $"'{template.Key}' in '{template.Locale}' is {resolved.Status.ToString().ToLowerInvariant()} at the provider; get it approved or use another."));
        }

        Variables(notification, template, errors, isAlone);
    }

    /// <summary>Refuses the variables that none of the channels' templates has a use for.</summary>
    public static void Extra(Notification notification, IReadOnlyList<ResolvedTemplate?> resolved, List<NotificationError> errors)
    {
        if (resolved.Any(static r => r is null))
        {
            return;
        }

        foreach (var (name, _) in notification.Values)
        {
            if (!resolved.Any(r => Has(r!.Template.Variables, name)))
            {
                errors.Add(NoUse(name, resolved[0]!.Template));
            }
        }
    }

    private static NotificationError NoUse(string name, Template template) =>
        new($"Variables.{name}", NotificationErrorCodes.VariableExtra, $"'{template.Key}' has no such variable; leave it out.");

    private static void Variables(Notification notification, Template template, List<NotificationError> errors, bool isAlone)
    {
        var before = errors.Count;
        var wanted = template.Variables;
        for (var i = 0; i < wanted.Count; i++)
        {
            if (!notification.Values.TryGetValue(wanted[i], out var value) || string.IsNullOrEmpty(value))
            {
                var error = new NotificationError($"Variables.{wanted[i]}", NotificationErrorCodes.VariableMissing, $"'{template.Key}' wants this variable; give it a value.");
                if (isAlone || !errors.Contains(error))
                {
                    errors.Add(error);
                }
            }
        }

        foreach (var (name, _) in notification.Values)
        {
            if (isAlone && !Has(wanted, name))
            {
                errors.Add(NoUse(name, template));
            }
        }

        var max = TemplateChecks.MaxBody(template.Content);
        if (errors.Count == before && TemplateLayout.Of(template).Body.Measure(notification.Values) is var length && length > max)
        {
            errors.Add(new(
                "Variables", NotificationErrorCodes.TooLong, $"With these values the text has {length} characters, at most {max} can be sent; shorten them."));
        }
    }

    private static bool Has(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return true;
            }
        }

        return false;
    }
}

using Notify.Templates;

namespace Notify.Queueing;

/// <summary>Checks a notification against the template chosen for it: what would be a provider's error later is the caller's error now.</summary>
internal static class TemplateCheck
{
    public static void Check(Notification notification, Channel channel, ResolvedTemplate? resolved, List<NotificationError> errors)
    {
        if (resolved is null)
        {
            errors.Add(new(
                "TemplateKey",
                NotificationErrorCodes.TemplateUnknown,
                $"The catalogue has no '{notification.TemplateKey}' for {channel} in any of the locales tried; add it, or mend the key."));
            return;
        }

        var template = resolved.Template;
        if (!template.IsActive)
        {
            errors.Add(new("TemplateKey", NotificationErrorCodes.TemplateInactive, $"'{template.Key}' is switched off; switch it on or use another."));
        }
        else if (resolved.Status != ApprovalStatus.Approved)
        {
            errors.Add(new(
                "TemplateKey",
                NotificationErrorCodes.TemplateNotApproved,
                $"'{template.Key}' in '{template.Locale}' is {resolved.Status.ToString().ToLowerInvariant()} at the provider; get it approved or use another."));
        }

        Variables(notification, template, errors);
    }

    private static void Variables(Notification notification, Template template, List<NotificationError> errors)
    {
        var before = errors.Count;
        foreach (var name in template.Variables)
        {
            if (!notification.Variables.TryGetValue(name, out var value) || string.IsNullOrEmpty(value))
            {
                errors.Add(new($"Variables.{name}", NotificationErrorCodes.VariableMissing, $"'{template.Key}' wants this variable; give it a value."));
            }
        }

        foreach (var name in notification.Variables.Keys)
        {
            if (!template.Variables.Contains(name, StringComparer.Ordinal))
            {
                errors.Add(new($"Variables.{name}", NotificationErrorCodes.VariableExtra, $"'{template.Key}' has no such variable; leave it out."));
            }
        }

        var max = TemplateChecks.MaxBody(template.Content);
        if (errors.Count == before && TemplateLayout.Of(template).Body.Measure(notification.Variables.AsReadOnly()) is var length && length > max)
        {
            errors.Add(new(
                "Variables", NotificationErrorCodes.TooLong, $"With these values the text has {length} characters, at most {max} can be sent; shorten them."));
        }
    }
}

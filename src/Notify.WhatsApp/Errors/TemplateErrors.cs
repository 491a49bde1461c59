using static Notify.Outcomes.OutcomeScope;
using static Notify.WhatsApp.Errors.ErrorLine;

namespace Notify.WhatsApp.Errors;

/// <summary>Codes about templates and flows.</summary>
internal static class TemplateErrors
{
    private const string FixTemplate = "Correct the template in WhatsApp Manager, or use another.";
    private const string FixParameters = "Give the parameters the approved template asks for.";

    /// <summary>The lines.</summary>
    public static IReadOnlyList<WhatsAppError> All { get; } =
    [
        Reject(132000, Template, "The number of parameters is not the template's.", FixParameters).MaybeHttp(400),
        Reject(132001, Template, "The template does not exist in this language, or is not approved.",
            "Check its name and language, and wait for the approval.").MaybeHttp(404),
        Reject(132005, Template, "The text is too long with its values filled in.", "Shorten the values or the template.").MaybeHttp(400),
        Reject(132007, Template, "The template's content breaks a policy.", FixTemplate).MaybeHttp(400),
        Reject(132008, Template, "A parameter's value is not valid.", FixParameters).FromOthers(),
        Reject(132012, Template, "A parameter does not have the template's format.", FixParameters).MaybeHttp(400),
        Defer(132015, Template, "The template is paused for low quality.",
            "Edit the template, or wait: the first pause lasts three hours, the second six.").MaybeHttp(400),
        Reject(132016, Template, "The template is switched off for good.", "Make a new template.").MaybeHttp(400),
        Reject(132018, Template, "The template's parameters do not pass its checks.", FixParameters).Http(400),
        Reject(132068, Template, "The template's flow is blocked.", "Correct the flow.").MaybeHttp(400),
        Defer(132069, Template, "The template's flow is throttled: ten messages in the last hour.",
            "Wait an hour, and mend the flow.").MaybeHttp(400).After(60),
        Reject(134100, Delivery, "Only marketing templates go through the marketing API.",
            "Send it through the messages endpoint.").Http(400),
        Defer(134101, Delivery, "The template is still being copied to the marketing API.",
            "Wait; it takes up to ten minutes.").Http(400).After(10),
        Reject(134102, Template, "The template is not available to the marketing API.", FixTemplate).Http(500),
        Reject(2388019, Template, "A template could not be created: limits or format.", FixTemplate) with { LastCode = 2388299 },
    ];
}

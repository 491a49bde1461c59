using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Sends.Contents;
using Notify.Emulators.Meta.Templates;

namespace Notify.Emulators.Meta.Sends.TemplateSends;

/// <summary>Fills a template's header.</summary>
internal static class HeaderParameters
{
    public static MessageHeader? Fill(MetaTemplate template, SentComponent? component, RequestCheck check)
    {
        if (template.Shape.Header is not { } header)
        {
            check.Require(
                component is null or { Parameters.Count: 0 },
                () => new MetaError(132000, "The request has header parameters, and the template has no header."));
            return null;
        }

        return header.Format == "text"
            ? new MessageHeader("text", TextParameters.Fill(header.Text, template.IsNamed, component, check), Source: null)
            : FillAttachment(header.Format, component, check);
    }

    private static MessageHeader? FillAttachment(string format, SentComponent? component, RequestCheck check)
    {
        check.Require(component is { Parameters.Count: > 0 }, () => Mismatch(format));
        check.Require(
            component is not { Parameters.Count: > 1 },
            () => new MetaError(132000, $"The number of header parameters ({component!.Parameters.Count}) does not match the expected number (1)."));
        if (check.Error is not null)
        {
            return null;
        }

        var parameter = component!.Parameters[0];
        var path = $"{component.Path}.parameters[0]";
        check.Require(check.Text(parameter, path, "type") == format, () => Mismatch(format));
        check.Only(parameter, path, "type", format);
        return format == "location"
            ? LocationContent.ReadHeader(parameter, path, check)
            : MediaContent.ReadHeader(parameter, path, format, check);
    }

    private static MetaError Mismatch(string format) => new(132012, $"header: Format mismatch, the template expects one parameter of type {format}.");
}

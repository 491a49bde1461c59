using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Hosting;

namespace Notify.Emulators.Meta.Templates;

/// <summary><c>/{version}/{account id}/message_templates</c>: list and create.</summary>
internal sealed class TemplateEndpoints(MetaEmulatorOptions options, AccessCheck access, TemplateStore templates, ErrorAnswer errors)
{
    private const int NameExists = 2388024;

    public async Task ListAsync(HttpContext context)
    {
        var error = access.Run(context) ?? AccessCheck.CheckAccount(context);
        error ??= TemplateQuery.Read(context.Request, out var query) ?? WriteTo(query!);
        if (error is not null)
        {
            await errors.WriteAsync(context, error).ConfigureAwait(false);
            return;
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);

        MetaError? WriteTo(TemplateQuery found)
        {
            context.Response.ContentType = "application/json; charset=UTF-8";
            using var json = new Utf8JsonWriter(context.Response.BodyWriter, Answers.Plain);
            TemplatePage.Write(json, found, templates.All, context.Request);
            return null;
        }
    }

    public async Task CreateAsync(HttpContext context)
    {
        var check = new RequestCheck();
        if ((access.Run(context) ?? AccessCheck.CheckAccount(context)) is { } refused)
        {
            check.Fail(refused);
        }

        var template = check.Error is null ? await RequestBody.ReadAsync(context, check, TemplateParser.Parse).ConfigureAwait(false) : null;
        var status = options.ApproveTemplates ? MetaTemplate.Approved : TemplateStatuses.Pending;
        var added = template is null ? null : templates.Add(template with { Status = status });
        if (added is null)
        {
            check.Fail(MetaError.Request("There is already a template with this name and language.", NameExists));
            await errors.WriteAsync(context, check.Error!).ConfigureAwait(false);
            return;
        }

        await Answers.JsonAsync(context, json => WriteCreated(json, added)).ConfigureAwait(false);
    }

    private static void WriteCreated(Utf8JsonWriter json, MetaTemplate template)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, template.Id);
        json.WriteString("status"u8, template.Status);
        json.WriteString("category"u8, template.Category);
        json.WriteEndObject();
    }
}

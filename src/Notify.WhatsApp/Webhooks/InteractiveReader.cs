using System.Text.Json;
using Notify.Inbound;
using Notify.Http;

namespace Notify.WhatsApp.Webhooks;

/// <summary>Reads an answer to a message with buttons, a list or a form.</summary>
internal static class InteractiveReader
{
    public static InboundContent? Read(JsonElement body) => body.Text("type") switch
    {
        "button_reply" => Choice(body.Field("button_reply")),
        "list_reply" => Choice(body.Field("list_reply")),
        "nfm_reply" => Form(body.Field("nfm_reply")),
        _ => null,
    };

    private static InboundChoice? Choice(JsonElement? reply) => reply is { } choice && choice.Text("id") is { } id
        ? new InboundChoice(id, choice.Text("title") ?? "", choice.Text("description"))
        : null;

    private static InboundForm? Form(JsonElement? reply) => reply is { } form && form.Text("response_json") is { } answers
        ? new InboundForm(form.Text("name"), answers, form.Text("body"))
        : null;
}

using System.Text.Json;

namespace Notify.AI.Tools;

/// <summary>What each tool takes, as JSON schemas.</summary>
internal static class ToolSchemas
{
    public static JsonElement Send { get; } = Parse("""
        {
          "type": "object",
          "properties": {
            "recipient": { "type": "string", "description": "The person: a phone number with its country code, such as +250788123456, or a WhatsApp user's id, such as RW.13491208655302741918." },
            "text": { "type": "string", "description": "What to say. Give either this or template." },
            "template": { "type": "string", "description": "The key of a template of the catalogue. WhatsApp lets nothing else through 24 hours after the person last wrote." },
            "variables": { "type": "object", "description": "The template's variables, by name.", "additionalProperties": { "type": "string" } },
            "locale": { "type": "string", "description": "The template's language, such as fr. Default: the person's own." },
            "idempotency_key": { "type": "string", "description": "Names this one message: the same key sends once. Default: made of tool, recipient and words, so that the same words to the same person are sent once in 30 days." }
          },
          "required": ["recipient"],
          "additionalProperties": false
        }
        """);

    public static JsonElement OpenSession { get; } = Parse("""
        {
          "type": "object",
          "properties": {
            "recipient": { "type": "string", "description": "The person: a phone number with its country code, such as +250788123456, or a WhatsApp user's id, such as RW.13491208655302741918." },
            "channel": { "type": "string", "description": "The channel on which something happens: whatsapp, sms or voice." }
          },
          "required": ["recipient", "channel"],
          "additionalProperties": false
        }
        """);

    public static JsonElement SessionStatus { get; } = Parse("""
        {
          "type": "object",
          "properties": {
            "session_id": { "type": "string", "description": "The session's id, as get_or_create_session gave it." },
            "status": { "type": "string", "enum": ["active", "follow_up", "closed"], "description": "Where it stands from now on. A closed one stays closed." }
          },
          "required": ["session_id", "status"],
          "additionalProperties": false
        }
        """);

    public static JsonElement AddContext { get; } = Parse("""
        {
          "type": "object",
          "properties": {
            "session_id": { "type": "string", "description": "The session's id, as get_or_create_session gave it." },
            "values": { "type": "object", "description": "Values by key: each takes the place of what is under its key, null takes a key away." }
          },
          "required": ["session_id", "values"],
          "additionalProperties": false
        }
        """);

    public static JsonElement ReadContext { get; } = Parse("""
        {
          "type": "object",
          "properties": {
            "session_id": { "type": "string", "description": "The session's id, as get_or_create_session gave it." },
            "keys": { "type": "array", "items": { "type": "string" }, "description": "Which keys. Default: all." }
          },
          "required": ["session_id"],
          "additionalProperties": false
        }
        """);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

namespace Notify.AI.Tools;

/// <summary>The names of the tools, as permissions and agents write them.</summary>
public static class AgentToolNames
{
    /// <summary>Sends over WhatsApp.</summary>
    public const string SendWhatsApp = "send_whatsapp";

    /// <summary>Sends by SMS.</summary>
    public const string SendSms = "send_sms";

    /// <summary>Sends over WhatsApp and by SMS at the same time.</summary>
    public const string SendBoth = "send_both";

    /// <summary>Gives a person's open session, or begins one.</summary>
    public const string GetOrCreateSession = "get_or_create_session";

    /// <summary>Sets where a session stands.</summary>
    public const string SetSessionStatus = "set_session_status";

    /// <summary>Merges values into a session's context.</summary>
    public const string AddContext = "add_context";

    /// <summary>Reads a session's context.</summary>
    public const string ReadContext = "read_context";

    /// <summary>All seven.</summary>
    public static IReadOnlyList<string> All { get; } = [SendWhatsApp, SendSms, SendBoth, GetOrCreateSession, SetSessionStatus, AddContext, ReadContext];
}

using Notify.Emulators.Meta;

namespace Notify.Emulators.Mtn;

/// <summary>What tells SMS from WhatsApp in the one list of the phone.</summary>
internal static class SmsMessages
{
    public const string Type = "sms";

    public static bool IsSms(this AcceptedMessage message) => message.Type == Type;
}

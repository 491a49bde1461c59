namespace Notify.Sms;

/// <summary>How the characters of an SMS are coded (3GPP TS 23.038).</summary>
public enum SmsEncoding
{
    /// <summary>The GSM 7-bit default alphabet with its extension table: 160 septets, or 153 in each of several segments.</summary>
    Gsm7,

    /// <summary>UTF-16, for a text with any other character: 70 units, or 67 in each of several segments.</summary>
    Ucs2,
}

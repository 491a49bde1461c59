namespace Notify.Sms.Mtn;

/// <summary>How the client proves itself where it asks for a token.</summary>
public enum MtnClientAuthentication
{
    /// <summary>In the form's body, as MTN's OAuth page has it. The default.</summary>
    Body = 0,

    /// <summary>By HTTP Basic.</summary>
    Basic = 1,
}

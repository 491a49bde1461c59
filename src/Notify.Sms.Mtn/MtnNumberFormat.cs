namespace Notify.Sms.Mtn;

/// <summary>How a recipient's number is written in the body of a send.</summary>
public enum MtnNumberFormat
{
    /// <summary>Digits only, as in MTN's Swagger examples: <c>250788123456</c>. The default.</summary>
    Digits = 0,

    /// <summary>With its plus: <c>+250788123456</c>.</summary>
    Plus = 1,

    /// <summary>As an address: <c>tel:+250788123456</c>.</summary>
    Tel = 2,
}

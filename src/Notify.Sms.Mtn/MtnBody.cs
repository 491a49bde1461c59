namespace Notify.Sms.Mtn;

/// <summary>Which form the body of a send has.</summary>
public enum MtnBody
{
    /// <summary>MADAPI v3, as MTN's Swagger file has it. The default.</summary>
    V3 = 0,

    /// <summary>MADAPI v2: <c>senderAddress</c> and <c>clientCorrelator</c>.</summary>
    V2 = 1,

    /// <summary>Nested in <c>outboundSMSMessageRequest</c>, as some guides have it. Not verified.</summary>
    Nested = 2,
}

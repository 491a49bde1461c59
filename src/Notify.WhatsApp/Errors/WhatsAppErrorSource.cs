namespace Notify.WhatsApp.Errors;

/// <summary>Where a line of the error table comes from (as of September 2026).</summary>
public enum WhatsAppErrorSource
{
    /// <summary>The error-code page of Meta's WhatsApp documentation.</summary>
    MetaErrorPage = 0,

    /// <summary>Meta's public OpenAPI file of the Cloud API, v23.0.</summary>
    MetaOpenApi = 1,

    /// <summary>Other implementations; Meta's own page does not have it.</summary>
    ThirdParty = 2,
}

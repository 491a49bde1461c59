namespace Notify.WhatsApp.Errors;

/// <summary>The lines of <see cref="WhatsAppErrorTable.Meta"/>. Facts from Meta's documentation; classes and words are ours.</summary>
internal static class MetaErrors
{
    /// <summary>All lines.</summary>
    public static IReadOnlyList<WhatsAppError> All { get; } =
        [.. PlatformErrors.All, .. DeliveryErrors.All, .. TemplateErrors.All, .. RegistrationErrors.All];
}
